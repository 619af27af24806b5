import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@testable import Doctor

@Suite("Drift") struct DriftTests {
  /// Puts an `openclaw` and its gateway in a directory: a file of its own, or a link to a program.
  private func layOut(_ directory: AbsolutePath, gateway: AbsolutePath? = nil) throws -> AbsolutePath {
    let bundled = directory.appending("openclaw-gateway")
    if let gateway {
      try checked("symlink") { symlink(gateway.string, bundled.string) }
    } else {
      try place("other", at: bundled)
    }
    try place("#", at: directory.appending("openclaw"))
    return directory.appending("openclaw")
  }

  @Test("the file that runs is no drift")
  func same() throws {
    try withScratch { home throws in
      let own = try #require(try Files.resolved(AbsolutePath.root.appending("proc/self/exe")))
      let program = try layOut(home, gateway: own)
      #expect(Drift.isPresent(mainProcess: getpid(), installed: program, home: home) == false)
    }
  }

  @Test("another file than the one that runs is drift")
  func replaced() throws {
    try withScratch { home throws in
      let program = try layOut(home)
      #expect(Drift.isPresent(mainProcess: getpid(), installed: program, home: home) == true)
    }
  }

  @Test("a program that was installed again with the same content is no drift, one with other content is")
  func installedAgain() async throws {
    try await withScratch { home in
      let content = try #require(try Files.read(AbsolutePath.root.appending("bin/sleep")))
      let running = home.appending("running")
      try AtomicFile.write(content, to: running, mode: 0o755)
      let nothing = try FileHandle.nothing()
      let process = try SpawnedProcess(
        [running.string, "600"], input: nothing.fileDescriptor, output: nothing.fileDescriptor,
        errors: nothing.fileDescriptor)
      let program = try layOut(home)
      try AtomicFile.write(content, to: home.appending("openclaw-gateway"), mode: 0o755)
      let started = { try Files.resolved(AbsolutePath.root.appending("proc/\(process.identifier)/exe")) == running }
      try await eventually("it runs") { try started() }
      #expect(Drift.isPresent(mainProcess: process.identifier, installed: program, home: home) == false)
      var other = content
      other[other.count - 1] ^= 1
      try AtomicFile.write(other, to: home.appending("openclaw-gateway"), mode: 0o755)
      #expect(Drift.isPresent(mainProcess: process.identifier, installed: program, home: home) == true)
      kill(process.identifier, SIGKILL)
      _ = try await process.exitStatus()
    }
  }

  @Test("what cannot be looked at is not known")
  func unknown() throws {
    try withScratch { home throws in
      let program = try layOut(home)
      #expect(Drift.isPresent(mainProcess: .max, installed: program, home: home) == nil)
      #expect(Drift.isPresent(mainProcess: getpid(), installed: home.appending("absent"), home: home) == nil)
      try Files.remove(home.appending("openclaw-gateway"))
      #expect(Drift.isPresent(mainProcess: getpid(), installed: program, home: home) == nil)
    }
  }
}

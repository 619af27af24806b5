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

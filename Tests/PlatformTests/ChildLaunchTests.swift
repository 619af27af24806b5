import Glibc
import Platform
import TestSupport
import Testing

@Suite("Programs in sessions of their own") struct ChildLaunchTests {
  private func shell(_ script: String) -> ChildLaunch {
    ChildLaunch(
      AbsolutePath.root.appending("bin/sh"), arguments: ["sh", "-c", script], environment: Environment(["A": "b c"]))
  }

  @Test("an orphan is nobody's child here, and has the surroundings that were said") func orphan() async throws {
    try await withScratch { directory in
      var launch = shell("umask; pwd; echo $A; cut -d\" \" -f6 /proc/$$/stat; echo $$; echo $PPID")
      launch.workingDirectory = directory
      launch.fileMask = 0o027
      let file = directory.appending("output")
      let output = try Descriptor(opening: file, O_WRONLY | O_CREAT, mode: 0o600)
      try launch.startOrphan(output: output.raw)
      var lines: [String] = []
      try await eventually("it has said all") {
        let text = String(decoding: try Files.read(file) ?? [], as: UTF8.self)
        lines = text.split(separator: "\n").map { $0.filter { $0 != " " } }
        return text.hasSuffix("\n") && lines.count == 6
      }
      #expect(lines[..<3] == ["0027", directory.string, "bc"])
      #expect(lines[3] == lines[4], "it leads its session")
      #expect(lines[5] != "\(getpid())")
    }
  }

  @Test("a program that is not there is told to whoever starts it") func missing() {
    let launch = ChildLaunch(AbsolutePath.root.appending("nonexistent"), arguments: ["x"], environment: Environment())
    for start in [{ _ = try launch.start(output: 2) }, { try launch.startOrphan(output: 2) }] as [() throws -> Void] {
      #expect(throws: SystemError(code: ENOENT, call: "posix_spawn", subject: "/nonexistent")) { try start() }
    }
  }
}

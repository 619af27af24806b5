import Platform
import TestSupport
import Testing

@Suite("make") struct MakefileTests {
  /// Runs `make` as a person does, though these tests may be run by one.
  private func make(_ words: String..., under variables: [String] = []) async throws -> CommandResult {
    let own = ["-u", "MAKEFLAGS", "-u", "MAKELEVEL", "-u", "MFLAGS"]
    return try await Command(["env"] + own + variables + ["make", "-C", Checkout.path(of: "")] + words).run()
  }

  @Test("up and down stop under sudo before they touch anything, and name both right forms", .asRoot)
  func sudo() async throws {
    let account = ["SUDO_UID=1000", "SUDO_USER=alice"]
    for (target, command) in [("up", "install --system --run-as alice"), ("down", "uninstall --system")] {
      // With -n, what would be done is printed: nothing may be.
      let result = try await make("-n", target, under: account)
      #expect(
        !result.succeeded && result.output.split(separator: "\n").allSatisfy { $0.hasPrefix("make: ") }, "\(result)")
      #expect(result.errors.contains("without sudo: make \(target)"))
      #expect(result.errors.contains("sudo openclaw gateway \(command)"))
    }
  }

  @Test("install leaves an identical program as it is, and puts another in its place") func install() async throws {
    try await withScratch { scratch in
      let build = scratch.appending("build")
      for name in ["openclaw", "openclaw-gateway"] { try place("1", at: build.appending(name)) }
      let words = ["RELEASE=\(build)", "PREFIX=\(scratch)/prefix"]
      let program = scratch.appending("prefix/libexec/openclaw/openclaw-gateway")
      let first = try await make("install", words[0], words[1])
      let before = try #require(try Files.status(program), "\(first)")
      #expect(try await make("install", words[0], words[1]).succeeded)
      #expect(try Files.status(program)?.inode == before.inode)
      try place("2", at: build.appending("openclaw-gateway"))
      #expect(try await make("install", words[0], words[1]).succeeded)
      #expect(try Files.read(program) == Array("2".utf8) && Files.status(program)?.mode == 0o755)
      #expect(try Files.list(program.parent) == ["openclaw-gateway"])
    }
  }
}

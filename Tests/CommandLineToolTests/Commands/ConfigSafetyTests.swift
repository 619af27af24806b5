import Foundation
import JSON
import Platform
import Profiles
import TestSupport
import Testing

@Suite("The config is never lost", .serialized) struct ConfigSafetyTests {
  static let text = "// mine\n{\n  gateway: { port: 1, /* kept */ mode: 'local' },\n}\n"

  @Test("fifty processes that set fifty keys at once lose none") func parallel() async throws {
    try await withScratch { home in
      let program = try BuiltProgram(home: home)
      let config = Profile(.default, home: home).configPath
      try place(Self.text, at: config)
      try await withThrowingTaskGroup(of: CommandResult.self) { group in
        for number in 0..<50 {
          group.addTask { try await program.command("config set keys.k\(number) \(number)").run() }
        }
        for try await result in group { #expect(result.succeeded, "\(result)") }
      }
      let bytes = try #require(try Files.read(config))
      let value = try JSON5Document(bytes).value
      for number in 0..<50 { #expect(value["keys"]?["k\(number)"] == .integer(Int64(number))) }
      #expect(
        String(decoding: bytes, as: UTF8.self).hasPrefix(
          "// mine\n{\n  gateway: { port: 1, /* kept */ mode: 'local' },"))
      #expect(try Files.list(config.parent)?.count == 6)
    }
  }

  @Test("fifty processes that make the file at once lose none") func parallelFirst() async throws {
    try await withScratch { home in
      let program = try BuiltProgram(home: home)
      try await withThrowingTaskGroup(of: CommandResult.self) { group in
        for number in 0..<50 {
          group.addTask { try await program.command("config set keys.k\(number) \(number)").run() }
        }
        for try await result in group { #expect(result.succeeded, "\(result)") }
      }
      let bytes = try #require(try Files.read(Profile(.default, home: home).configPath))
      #expect(try JSON5Document(bytes).value["keys"]?.objectValue?.count == 50)
    }
  }

  @Test("killed at 200 of its system calls, set leaves the old bytes or the new ones", .whereTracingWorks)
  func killed() async throws {
    try await withScratch { home in
      let program = try BuiltProgram(home: home)
      let config = Profile(.default, home: home).configPath
      let (old, new) = (Self.text, Self.text.replacing("port: 1", with: "port: 2"))
      try place(old, at: config)
      var outcomes: [String: Int] = [:]
      for moment in try await moments(program, home) {
        try Files.removeTree(config.parent)
        try place(old, at: config)
        let trap = ["-e", "trace=\(moment.call)", "-e", "inject=\(moment.call):signal=KILL:when=\(moment.occurrence)"]
        let cut = try await program.command(
          "config set gateway.port 2", under: ["strace", "-qq", "-o", "/dev/null"] + trap
        ).run()
        let left = String(decoding: try Files.read(config) ?? [], as: UTF8.self)
        #expect(left == old || left == new, "\(moment): \(left)")
        outcomes["\(cut.status == 137 ? "killed" : "ended"), \(left == old ? "old" : "new")", default: 0] += 1
        let again = try await program.command("config set gateway.port 2").run()
        #expect(again.succeeded, "\(moment): \(again)")
        #expect(try Files.list(config.parent) == ["openclaw.json", "openclaw.json.bak"], "\(moment)")
      }
      FileHandle.standardError.write(Data("config set killed: \(outcomes)\n".utf8))
      #expect(outcomes.values.reduce(0, +) == 200 && outcomes["killed, old", default: 0] > 100)
      #expect(outcomes["killed, new", default: 0] > 0)
    }
  }

  /// A system call of the command, and which of its kind it is.
  struct Moment: Hashable {
    let call: String
    let occurrence: Int
  }

  /// Two hundred moments: the last hundred, where files are read and written, and others drawn from all.
  private func moments(_ program: BuiltProgram, _ home: AbsolutePath) async throws -> [Moment] {
    let trace = home.appending("trace")
    let run = try await program.command("config set gateway.port 2", under: ["strace", "-o", trace.string]).run()
    try #require(run.succeeded, "\(run)")
    var counts: [String: Int] = [:]
    let all = String(decoding: try Files.read(trace) ?? [], as: UTF8.self).split(separator: "\n").compactMap { line in
      let call = String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      guard !call.isEmpty, call != "execve", !call.hasPrefix("exit") else { return Moment?.none }
      counts[call, default: 0] += 1
      return Moment(call: call, occurrence: counts[call] ?? 1)
    }
    var generator = SeededGenerator(seed: 200)
    return Array((all.suffix(100) + all.dropLast(100).shuffled(using: &generator)).prefix(200))
  }

  static let obstacles: [(mount: String, reason: String)] = [
    (
      "mount -t tmpfs -o size=16k tmpfs $S && cp $C $S/openclaw.json && (cat /dev/zero > $S/fill || :)",
      "No space left on device"
    ),
    ("mount -t tmpfs tmpfs $S && cp $C $S/openclaw.json && mount -o remount,ro $S", "Read-only file system"),
  ]

  @Test(
    "a full disk and a read-only one leave the file as it was, and are named", .whereMountingWorks, arguments: obstacles
  )
  func obstacle(_ mount: String, _ reason: String) async throws {
    try await withScratch { home in
      let program = try BuiltProgram(home: home)
      let state = Profile(.default, home: home).stateDirectory
      try Files.makeDirectory(state, mode: 0o700)
      try place(Self.text, at: home.appending("copy"))
      let script = """
        S='\(state)' C='\(home)/copy'; \(mount) 2> /dev/null
        \(program.shellLine("config set gateway.port 2")); echo "status $?"
        cmp $C $S/openclaw.json && ls -A $S
        """
      let result = try await Command(["unshare", "--mount", "sh", "-c", script]).run()
      #expect(result.errors.contains("the config was not changed") && result.errors.contains(reason), "\(result)")
      #expect(["status 1\nfill\nopenclaw.json\n", "status 1\nopenclaw.json\n"].contains(result.output), "\(result)")
    }
  }

  @Test("a directory that may not be written leaves the file as it was", .whereMountingWorks) func forbidden()
    async throws
  {
    try await withScratch { home in
      let program = try BuiltProgram(home: home)
      let config = Profile(.default, home: home).configPath
      try place(Self.text, at: config)
      let before = try tree(home)
      let script = """
        chmod 755 '\(home)'; chown -R 0:0 '\(home)'; chmod 755 '\(config.parent)'; chmod 644 '\(config)'
        setpriv --reuid 65534 --clear-groups -- env \(program.shellLine("config set gateway.port 2")); echo "status $?"
        chmod 700 '\(home)' '\(config.parent)'
        """
      let result = try await Command(["sh", "-c", script]).run()
      #expect(result.output == "status 77\n" && result.errors.contains("the config was not changed"), "\(result)")
      #expect(try Files.read(config) == Array(Self.text.utf8) && tree(home).count == before.count)
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs where `strace` may follow a process.
  fileprivate static var whereTracingWorks: Self {
    .enabled("strace cannot trace here") { try await Command(["strace", "-o", "/dev/null", "true"]).works() }
  }

  /// Runs where a mount namespace can be made, which takes root.
  fileprivate static var whereMountingWorks: Self {
    .enabled("no mount namespace can be made here") { try await Command(["unshare", "--mount", "true"]).works() }
  }
}

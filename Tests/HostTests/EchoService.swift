import Foundation
import Services
import TestSupport
import Testing

/// A service with random arguments, variables and working directory, which writes down what reaches it.
struct EchoService {
  let arguments: [String]
  let variables: [String]
  let directory: String

  /// Values made of one to six of the pieces; the directory's name cannot have control characters.
  init(arguments: Int, variables: Int, pieces: [String], using generator: inout some RandomNumberGenerator) {
    func value(_ pieces: [String]) -> String {
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    self.arguments = (0..<arguments).map { _ in value(pieces) }
    self.variables = (0..<variables).map { "ECHO_\($0)=\(value(pieces))" }
    directory = "/home/alice/echo/\(value(pieces.filter { $0 != "\n" && $0 != "\t" }))"
  }

  /// How many values there are to arrive.
  var count: Int { arguments.count + variables.count + 1 }

  /// The unit file, every value written by the product's own escapes.
  func definition(_ name: String) throws -> String {
    let words = try ([name] + arguments).map { try SystemdEscape.argument.written($0) }
    let lines =
      [
        "[Service]", "Type=oneshot", "ExecStart=\(Self.program) \(words.joined(separator: " "))",
        "WorkingDirectory=\(try SystemdEscape.path.written(directory))",
      ] + (try variables.map { "Environment=\(try SystemdEscape.assignment.written($0))" })
    return lines.joined(separator: "\n") + "\n"
  }

  /// What reached the service's process, in bytes: `String` takes two spellings of one character for equal.
  struct Echo: Hashable {
    var arguments: [Data]
    var variables: Set<Data>
    var directory: Data
  }

  var expected: Echo {
    Echo(
      arguments: arguments.map { Data($0.utf8) }, variables: Set(variables.map { Data($0.utf8) }),
      directory: Data(directory.utf8))
  }

  fileprivate static let program = "/usr/local/bin/echo-service"
  fileprivate static let script = """
    #!/bin/bash
    out=/home/alice/echo-$1
    cat /proc/$$/cmdline >"$out.arguments"
    cat /proc/$$/environ >"$out.variables"
    readlink -n /proc/$$/cwd >"$out.directory"

    """
}

extension [EchoService] {
  /// Runs all services once under alice's manager, and reads back what they wrote.
  func echoed(on host: SystemdHost) async throws -> [EchoService.Echo] {
    let home = URL(filePath: await host.path("/home/alice"))
    let units = home.appending(path: ".config/systemd/user")
    let program = URL(filePath: await host.path(EchoService.program))
    try FileManager.default.createDirectory(at: units, withIntermediateDirectories: true)
    try EchoService.script.write(to: program, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    for (index, service) in enumerated() {
      let unit = units.appending(path: "echo-\(index).service")
      try service.definition("\(index)").write(to: unit, atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: await host.path(service.directory), withIntermediateDirectories: true)
    }
    try #require(await host.run("chown -R alice: /home/alice", as: .root).succeeded)
    let names = indices.map { "echo-\($0)" }.joined(separator: " ")
    let start = try await host.run("systemctl --user daemon-reload && systemctl --user start \(names)")
    try #require(start.succeeded, "\(start)")
    return try indices.map { try EchoService.Echo(writtenAt: home.appending(path: "echo-\($0)").path) }
  }
}

extension EchoService.Echo {
  /// Reads the files of one service.
  ///
  /// The script's interpreter, path and first argument are not echoed.
  fileprivate init(writtenAt path: String) throws {
    func strings(_ kind: String) throws -> [Data] {
      let bytes = try Data(contentsOf: URL(filePath: "\(path).\(kind)"))
      return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { Data($0) }
    }
    arguments = Array(try strings("arguments").dropFirst(3))
    variables = Set(try strings("variables").filter { $0.starts(with: Data("ECHO_".utf8)) })
    directory = try Data(contentsOf: URL(filePath: "\(path).directory"))
  }
}

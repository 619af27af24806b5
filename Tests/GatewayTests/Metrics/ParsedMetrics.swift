import Foundation
import TestSupport
import Testing

/// A page of metrics, read by the rules of Prometheus's text format 0.0.4.
struct ParsedMetrics {
  struct Description {
    let name: String
    let help: String
    let kind: String
  }

  private(set) var described: [Description] = []
  private var samples: [String: Double] = [:]

  /// - Throws: where a line is not as it must be, or comes where it must not.
  init(_ text: String) throws {
    try #require(text.hasSuffix("\n"))
    for line in text.dropLast().components(separatedBy: "\n") {
      switch line {
      case _ where line.hasPrefix("# HELP "): try addHelp(line.dropFirst(7))
      case _ where line.hasPrefix("# TYPE "): try addKind(line.dropFirst(7))
      default: try addSample(line)
      }
    }
  }

  /// The value of a sample, by its name and labels as they are written.
  subscript(_ sample: String) -> Double? { samples[sample] }

  private mutating func addHelp(_ rest: Substring) throws {
    let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
    try #require(parts.count == 2 && !described.contains { $0.name == parts[0] }, "\(rest)")
    described.append(Description(name: parts[0], help: parts[1], kind: ""))
  }

  private mutating func addKind(_ rest: Substring) throws {
    let parts = rest.split(separator: " ").map(String.init)
    let last = try #require(described.last)
    described.removeLast()
    try #require(parts.count == 2 && parts[0] == last.name, "\(rest)")
    try #require(["counter", "gauge", "histogram"].contains(parts[1]), "\(rest)")
    described.append(Description(name: last.name, help: last.help, kind: parts[1]))
  }

  private mutating func addSample(_ line: String) throws {
    let pattern = /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*"\})? ([-+0-9.eEInf]+)/
    let match = try #require(line.wholeMatch(of: pattern), "\(line)")
    let current = try #require(described.last)
    let suffixes = current.kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
    try #require(suffixes.contains { "\(match.1)" == current.name + $0 }, "\(line) under \(current.name)")
    let key = "\(match.1)\(match.2 ?? "")"
    try #require(samples[key] == nil, "\(key) twice")
    let value: Double = try #require(Double(String(match.3)), "\(line)")
    samples[key] = value
  }
}

/// The checker that comes with Prometheus.
enum Promtool {
  private static let path = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Says aloud when it is not there.
  static let isInstalled: Bool = {
    if path == nil {
      FileHandle.standardError.write(
        Data("SKIPPED: promtool is not installed (Debian: prometheus); metrics were checked by our parser alone\n".utf8)
      )
    }
    return path != nil
  }()

  /// What `promtool check metrics` says of a page; empty when it is content.
  static func complaints(of page: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = ["check", "metrics"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    input.fileHandleForWriting.write(Data(page.utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text + (process.terminationStatus == 0 ? "" : " (exit status \(process.terminationStatus))")
  }
}

import CommandTree
import Doctor
import GatewayClient
import GatewayProtocol
import JSON
import Platform

/// The log file of a gateway as the gateway tells it, piece by piece: `logs.tail`.
struct GatewayTail {
  /// What came with one answer.
  struct Slice {
    /// The log file on the gateway's machine.
    let file: String
    /// Where the next answer goes on.
    let cursor: Int64
    /// How long the file is.
    let size: Int64
    /// The lines, the oldest first.
    let lines: [LogLine]
    /// Whether earlier lines are missing.
    let isTruncated: Bool
    /// Whether it could not be gone on from the answer before.
    let isReset: Bool
  }

  private let caller: GatewayCaller
  private let byteLimit: Int?
  private var client: GatewayClient?
  private var cursor: Int64?

  /// The most lines that one answer has.
  static let mostLines = 5_000

  /// - Parameter byteLimit: how much of the file is looked at; nil for what the gateway takes for itself.
  init(_ caller: GatewayCaller, byteLimit: Int?) {
    self.caller = caller
    self.byteLimit = byteLimit
  }

  /// The last lines, or those since the answer before.
  ///
  /// - Parameter ofLastRun: whether only lines since the last beginning of a run count.
  /// - Throws: `CommandFailure` when the gateway does not answer; the next question connects anew.
  mutating func next(_ count: Int, ofLastRun: Bool) throws(CommandFailure) -> Slice {
    let answer = try ask(ofLastRun ? Self.mostLines : count)
    var lines = (answer["lines"]?.arrayValue ?? []).compactMap(\.stringValue).map(Self.line)
    if ofLastRun, let start = lines.lastIndex(where: \.beginsRun) { lines.removeFirst(start) }
    cursor = answer["cursor"]?.integerValue
    return Slice(
      file: answer["file"]?.stringValue ?? "", cursor: cursor ?? 0, size: answer["size"]?.integerValue ?? 0,
      lines: lines.suffix(count), isTruncated: answer["truncated"] == true, isReset: answer["reset"] == true)
  }

  private mutating func ask(_ count: Int) throws(CommandFailure) -> JSONValue {
    var parameters: JSONObject = ["limit": .integer(Int64(min(count, Self.mostLines)))]
    parameters.add("cursor", cursor)
    parameters.add("maxBytes", byteLimit)
    let client = if let client { client } else { try caller.connect() }
    // What fails is let go of: the next question has a connection of its own.
    self.client = nil
    let answer = try caller.call(MethodDefinition.logsTail.name, .object(parameters), over: client)
    self.client = client
    return answer
  }

  /// A line of the file, which is JSON; what else is there is a line all the same.
  private static func line(_ text: String) -> LogLine { LogLine(record: text.utf8) ?? LogLine(text) }
}

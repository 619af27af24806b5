import GatewayProtocol
import JSON
import Platform

/// What `--verbose` shows of the messages: one line a call and one an event, or with `--ws-log full` every frame, cut to
/// 240 characters.
struct MessageLog: Sendable {
  let style: GatewayOptions.MessageLog
  let log: GatewayLog

  /// A call whose answer is still to come.
  struct Call: Sendable {
    /// The method, or the start of the frame.
    fileprivate let text: String
    /// The connection's id, its head and its tail.
    fileprivate let connection: String
    fileprivate let start = MonotonicClock.nanoseconds()
  }

  /// Notes a call on a connection.
  func called(_ message: UnsafeRawBufferPointer, on connection: String) -> Call {
    let method = { RequestOutline(message)?.method.text ?? "?" }
    let frame = {
      message.count > Self.longest ? "\(method()), \(message.count) bytes" : excerpt(frame: Array(message)) ?? method()
    }
    return Call(text: style == .full ? frame() : method(), connection: Self.short(connection))
  }

  /// Tells of a call and its answer.
  func answered(_ call: Call, _ response: ResponseFrame) {
    let mark = response.isOK ? "ok" : response.error?.code.rawValue ?? "failed"
    let took = "\((MonotonicClock.nanoseconds() - call.start) / 1_000_000) ms"
    guard style == .full else {
      let why = response.error.map { " \(excerpt($0.message))" } ?? ""
      return log.debug(
        "\(call.text) \(mark) \(took)\(why)", subsystem: Self.subsystem,
        fields: ["conn": call.connection, "id": response.id])
    }
    log.debug("← \(call.text)", subsystem: Self.subsystem, fields: ["conn": call.connection])
    log.debug(
      "→ \(excerpt(response.json)) \(took)", subsystem: Self.subsystem, fields: ["conn": call.connection])
  }

  /// Tells of an event for everybody.
  func told(_ event: EncodedEvent, to count: Int) {
    guard style == .full else {
      return log.debug("event \(event.definition.name)", subsystem: Self.subsystem, fields: ["clients": String(count)])
    }
    let frame = excerpt(frame: Array(event.text.utf8)) ?? event.definition.name
    log.debug("→ \(frame)", subsystem: Self.subsystem, fields: ["clients": String(count)])
  }

  /// Tells of an event for one client.
  func told(_ event: EventFrame, on connection: String) {
    let text = style == .full ? "→ \(excerpt(event.json))" : "event \(event.event)"
    log.debug(text, subsystem: Self.subsystem, fields: ["conn": Self.short(connection)])
  }

  /// Tells of a client's `connect`, where every frame is told; what it offered is left out, for it may be wrong and yet
  /// a secret.
  func admitted(_ parameters: ConnectParameters, as connection: String) {
    guard style == .full else { return }
    log.debug(
      "← connect \(excerpt(parameters.json))", subsystem: Self.subsystem, fields: ["conn": Self.short(connection)])
  }

  /// The head and the tail of an id.
  private static func short(_ id: String) -> String { id.count > 16 ? "\(id.prefix(8))…\(id.suffix(4))" : id }

  private static let subsystem = "gateway/ws"
  /// Longer messages are not looked into: 64 KiB.
  private static let longest = 64 << 10

  /// The start of a frame; nil for one that is no JSON.
  private func excerpt(frame: [UInt8]) -> String? {
    do { return excerpt(try JSONReader.read(frame)) } catch { return nil }
  }

  private func excerpt(_ frame: JSONValue) -> String { excerpt(frame.maskingSecrets.text()) }

  /// The start of a text; secrets go before it is cut, which would leave their heads.
  private func excerpt(_ text: String) -> String {
    let text = log.redact(text)
    return text.count > 240 ? "\(text.prefix(240))…" : text
  }
}

extension JSONValue {
  /// The members by which frames carry secrets that no configuration may know: of clients, of nodes, and the text of a
  /// configuration that is to be written.
  private static let secretKeys: Set = ["auth", "token", "password", "raw"]

  fileprivate var maskingSecrets: JSONValue {
    switch self {
    case .object(let object):
      .object(
        JSONObject(object.entries.map { ($0.key, Self.secretKeys.contains($0.key) ? "***" : $0.value.maskingSecrets) }))
    case .array(let elements): .array(elements.map(\.maskingSecrets))
    default: self
    }
  }
}

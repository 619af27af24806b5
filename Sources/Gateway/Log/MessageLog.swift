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
    let frame = { excerpt(String(decoding: message.prefix(Self.longest), as: UTF8.self)) }
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
      "→ \(excerpt(response.json.text())) \(took)", subsystem: Self.subsystem, fields: ["conn": call.connection])
  }

  /// Tells of an event for everybody.
  func told(_ event: EncodedEvent, to count: Int) {
    guard style == .full else {
      return log.debug("event \(event.definition.name)", subsystem: Self.subsystem, fields: ["clients": String(count)])
    }
    log.debug("→ \(excerpt(event.text))", subsystem: Self.subsystem, fields: ["clients": String(count)])
  }

  /// Tells of an event for one client.
  func told(_ event: EventFrame, on connection: String) {
    let text = style == .full ? "→ \(excerpt(event.json.text()))" : "event \(event.event)"
    log.debug(text, subsystem: Self.subsystem, fields: ["conn": Self.short(connection)])
  }

  /// Tells of a client's `connect`, where every frame is told; what it offered is left out, for it may be wrong and yet
  /// a secret.
  func admitted(_ parameters: ConnectParameters, as connection: String) {
    guard style == .full, var frame = parameters.json.objectValue else { return }
    if frame["auth"] != nil { frame["auth"] = "***" }
    log.debug(
      "← connect \(excerpt(JSONValue.object(frame).text()))", subsystem: Self.subsystem,
      fields: ["conn": Self.short(connection)])
  }

  /// The head and the tail of an id.
  private static func short(_ id: String) -> String { id.count > 16 ? "\(id.prefix(8))…\(id.suffix(4))" : id }

  private static let subsystem = "gateway/ws"
  /// How much of a message is looked at: 64 KiB.
  private static let longest = 64 << 10

  /// The start of a text; secrets go before it is cut, which would leave their heads.
  private func excerpt(_ text: String) -> String {
    let text = log.redact(text)
    return text.count > 240 ? "\(text.prefix(240))…" : text
  }
}

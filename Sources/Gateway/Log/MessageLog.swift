import GatewayProtocol
import JSON
import Platform

/// What `--verbose` shows of the messages: one line a call, or with `--ws-log full` both frames, cut to 240 characters.
struct MessageLog: Sendable {
  let style: GatewayOptions.MessageLog
  let log: GatewayLog

  /// A call whose answer is still to come.
  struct Call: Sendable {
    /// The method, or the start of the frame.
    fileprivate let text: String
    fileprivate let start = MonotonicClock.nanoseconds()
  }

  /// Notes a call.
  func called(_ message: UnsafeRawBufferPointer) -> Call {
    let method = { RequestOutline(message)?.method.text ?? "?" }
    let frame = { excerpt(String(decoding: message.prefix(Self.longest), as: UTF8.self)) }
    return Call(text: style == .full ? frame() : method())
  }

  /// Tells of a call and its answer.
  func answered(_ call: Call, _ response: ResponseFrame) {
    let mark = response.isOK ? "ok" : response.error?.code.rawValue ?? "failed"
    let took = "\((MonotonicClock.nanoseconds() - call.start) / 1_000_000) ms"
    guard style == .full else {
      return log.debug("\(call.text) \(mark) \(took)", subsystem: Self.subsystem, fields: ["id": response.id])
    }
    log.debug("← \(call.text)", subsystem: Self.subsystem)
    log.debug("→ \(excerpt(response.json.text())) \(took)", subsystem: Self.subsystem)
  }

  private static let subsystem = "gateway/ws"
  /// How much of a message is looked at: 64 KiB.
  private static let longest = 64 << 10

  /// The start of a text; secrets go before it is cut, which would leave their heads.
  private func excerpt(_ text: String) -> String {
    let text = log.redact(text)
    return text.count > 240 ? "\(text.prefix(240))…" : text
  }
}

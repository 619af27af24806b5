import GatewayProtocol
import JSON
import Platform

/// What `--verbose` shows of the messages: one line a call, or with `--ws-log full` both frames, cut to 240 characters.
struct MessageLog: Sendable {
  let style: GatewayOptions.MessageLog
  let log: GatewayLog

  /// A call whose answer is still to come.
  struct Call: Sendable {
    /// The method, or the whole frame.
    fileprivate let text: String
    fileprivate let start = MonotonicClock.nanoseconds()
  }

  /// Notes a call.
  func called(_ message: UnsafeRawBufferPointer) -> Call {
    Call(text: style == .full ? Self.text(message) : RequestOutline(message)?.method.text ?? "?")
  }

  /// Tells of a call and its answer.
  func answered(_ call: Call, _ response: ResponseFrame) {
    let mark = response.isOK ? "ok" : response.error?.code.rawValue ?? "failed"
    let took = "\((MonotonicClock.nanoseconds() - call.start) / 1_000_000) ms"
    guard style == .full else {
      return log.debug("\(call.text) \(mark) \(took)", subsystem: Self.subsystem, fields: ["id": response.id])
    }
    log.debug("← \(call.text)", subsystem: Self.subsystem)
    log.debug("→ \(Self.cut(response.json.text())) \(took)", subsystem: Self.subsystem)
  }

  private static let subsystem = "gateway/ws"

  private static func text(_ message: UnsafeRawBufferPointer) -> String {
    cut(String(decoding: message.prefix(1024), as: UTF8.self))
  }

  private static func cut(_ text: String) -> String { text.count > 240 ? "\(text.prefix(240))…" : text }
}

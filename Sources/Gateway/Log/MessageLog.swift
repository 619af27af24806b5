import GatewayProtocol
import JSON
import Platform

/// What `--verbose` shows of the messages: one line a call, or with `--ws-log full` both frames, cut to 240 characters.
struct MessageLog: Sendable {
  let style: GatewayOptions.MessageLog
  let log: GatewayLog

  /// Tells of one call and its answer.
  func answered(_ message: UnsafeRawBufferPointer, _ response: ResponseFrame, in duration: Duration) {
    let mark = response.isOK ? "ok" : response.error?.code.rawValue ?? "failed"
    let took = "\(duration.nanoseconds / 1_000_000) ms"
    guard style == .full else {
      let method = RequestOutline(message)?.method.text ?? "?"
      return log.debug("\(method) \(mark) \(took)", subsystem: Self.subsystem, fields: ["id": response.id])
    }
    log.debug("← \(Self.text(message))", subsystem: Self.subsystem)
    log.debug("→ \(Self.cut(response.json.text())) \(took)", subsystem: Self.subsystem)
  }

  private static let subsystem = "gateway/ws"

  private static func text(_ message: UnsafeRawBufferPointer) -> String {
    cut(String(decoding: message.prefix(1024), as: UTF8.self))
  }

  private static func cut(_ text: String) -> String { text.count > 240 ? "\(text.prefix(240))…" : text }
}

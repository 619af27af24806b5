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
    log.debug("← \(excerpt(String(decoding: message.prefix(Self.longest), as: UTF8.self)))", subsystem: Self.subsystem)
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

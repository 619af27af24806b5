import CSystemd
import Platform

/// What the gateway tells the service manager: the messages of sd_notify(3).
///
/// Holds what was said last, so that an unchanged status is not sent again. Only `ready` may wait for a manager that does
/// not read; all else is left out then. Where no manager listens, sending does nothing.
package struct ServiceNotifier: Sendable {
  private let hasRoom: @Sendable () -> Bool
  private let send: @Sendable (String) -> Void
  private var isReady = false
  private var lastStatus: String?

  /// - Parameters:
  ///   - hasRoom: whether a message can be delivered without waiting.
  ///   - send: delivers the assignments of one message, separated by line feeds.
  package init(hasRoom: @escaping @Sendable () -> Bool = { true }, send: @escaping @Sendable (String) -> Void) {
    self.hasRoom = hasRoom
    self.send = send
  }

  /// Sends through libsystemd to `NOTIFY_SOCKET`: `sd_notify(3)`.
  package static func systemd(_ environment: Environment) -> ServiceNotifier {
    let socket = environment["NOTIFY_SOCKET"]
    return ServiceNotifier(hasRoom: { DatagramQueue.hasRoom(socket) }, send: { sd_notify(0, $0) })
  }

  /// A hello would succeed now.
  package mutating func ready(status: String) {
    isReady = true
    lastStatus = status
    send("READY=1\nSTATUS=\(status)")
  }

  /// The line that `systemctl status` shows.
  ///
  /// Sent when it differs from the last.
  package mutating func status(_ status: String) {
    if status != lastStatus, offer("STATUS=\(status)") { lastStatus = status }
  }

  /// The configuration is being read again; `ready` must follow.
  ///
  /// - Parameter now: nanoseconds of `CLOCK_MONOTONIC`, which the manager compares with its own.
  package func reloading(at now: Int64) {
    if isReady { offer("RELOADING=1\nMONOTONIC_USEC=\(now / 1000)") }
  }

  /// The gateway is about to stop.
  package func stopping(status: String) { offer("STOPPING=1\nSTATUS=\(status)") }

  /// The serving loop is alive.
  package func watchdog() { offer("WATCHDOG=1") }

  /// The start has failed for good: the reason, and its errno where there is one.
  package func failed(status: String, code: Int32?) {
    offer(["STATUS=\(status)", code.map { "ERRNO=\($0)" }].compactMap(\.self).joined(separator: "\n"))
  }

  @discardableResult
  private func offer(_ message: String) -> Bool {
    guard hasRoom() else { return false }
    send(message)
    return true
  }

  /// How often the manager wants to hear from the loop: half of `WATCHDOG_USEC`; nil when it does not.
  ///
  /// `sd_watchdog_enabled(3)`.
  package static func watchdogInterval() -> Duration? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0, microseconds > 1 else { return nil }
    return .microseconds(Int64(clamping: microseconds / 2))
  }
}

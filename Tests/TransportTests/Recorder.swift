import CLinux
import Glibc
import Platform

@testable import Transport

/// Notes what happens to a connection, for a test to await.
@LoopActor final class Recorder: StreamHandler {
  enum Event: Equatable {
    case received
    case peerFinished
    case drained
    case closed(Int32?)
  }

  private(set) var bytes: [UInt8] = []
  private(set) var reads = 0
  /// Whether what comes in goes straight back.
  var echoes = false
  /// What is sent once, when all before it has gone.
  var postscript: [UInt8] = []
  /// Whether the peer's end of stream is left unanswered.
  var keepsHalfOpen = false
  private let events = Mailbox<Event>()

  func received(_ bytes: UnsafeMutableRawBufferPointer, on connection: StreamConnection) {
    self.bytes += bytes
    reads += 1
    if echoes { connection.output += bytes }
    events.put(.received)
  }

  func peerFinished(on connection: StreamConnection) {
    events.put(.peerFinished)
    if !keepsHalfOpen { connection.closeAfterFlush() }
  }

  func drained(on connection: StreamConnection) {
    if !postscript.isEmpty { connection.output += postscript }
    postscript = []
    events.put(.drained)
  }

  func closed(_ connection: StreamConnection, error: SystemError?) { events.put(.closed(error?.code)) }

  /// The next event; those that have happened already are kept.
  func next() async -> Event { await events.take() }

  /// The events up to the one awaited.
  @discardableResult
  func until(_ isAwaited: (Event) -> Bool) async -> [Event] {
    var seen: [Event] = []
    repeat { seen.append(await next()) } while !(seen.last.map(isAwaited) ?? true)
    return seen
  }

  /// Waits for the connection's end and says why it came.
  func untilClosed() async -> Event? { await until { if case .closed = $0 { true } else { false } }.last }

  /// Waits until as many bytes have come in.
  func untilReceived(_ count: Int) async {
    while bytes.count < count { _ = await next() }
  }
}

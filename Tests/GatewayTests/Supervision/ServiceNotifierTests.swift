import Synchronization
import Testing

@testable import Gateway

@Suite("What the service manager hears") struct ServiceNotifierTests {
  @Test("ready, reloading and stopping in their order, an unchanged status once") func messages() {
    let sent = Sent()
    var notifier = ServiceNotifier { sent.append($0) }
    notifier.reloading(at: 1)
    notifier.ready(status: "Listening, 0 clients")
    notifier.status("Listening, 0 clients")
    notifier.status("Listening, 1 client")
    notifier.reloading(at: 5_000_000)
    notifier.ready(status: "Listening, 1 client")
    notifier.watchdog()
    notifier.stopping(status: "Stopping")
    #expect(
      sent.messages == [
        "READY=1\nSTATUS=Listening, 0 clients", "STATUS=Listening, 1 client", "RELOADING=1\nMONOTONIC_USEC=5000",
        "READY=1\nSTATUS=Listening, 1 client", "WATCHDOG=1", "STOPPING=1\nSTATUS=Stopping",
      ])
  }

  @Test("a start that fails says why, with the errno where there is one") func failure() {
    let sent = Sent()
    let notifier = ServiceNotifier { sent.append($0) }
    notifier.failed(status: "port in use", code: 98)
    notifier.failed(status: "no token", code: nil)
    #expect(sent.messages == ["STATUS=port in use\nERRNO=98", "STATUS=no token"])
  }
}

private final class Sent: Sendable {
  private let storage = Mutex<[String]>([])
  func append(_ message: String) { storage.withLock { $0.append(message) } }
  var messages: [String] { storage.withLock { $0 } }
}

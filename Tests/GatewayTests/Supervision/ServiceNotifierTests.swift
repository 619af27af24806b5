import Platform
import Synchronization
import TestSupport
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

  @Test("a manager that does not read is told later, and only of what it must know") func fullQueue() {
    let sent = Sent()
    let hasRoom = Atomic(false)
    var notifier = ServiceNotifier(hasRoom: { hasRoom.load(ordering: .relaxed) }, send: { sent.append($0) })
    notifier.ready(status: "0 clients")
    notifier.status("1 client")
    notifier.watchdog()
    hasRoom.store(true, ordering: .relaxed)
    notifier.status("1 client")
    #expect(sent.messages == ["READY=1\nSTATUS=0 clients", "STATUS=1 client"])
  }

  @Test("a notification socket has room until ten messages or so are unread") func room() throws {
    try withScratch { scratch in
      let socket = try NotifySocket(at: scratch.appending("notify"))
      let name = socket.path.string
      #expect(DatagramQueue.hasRoom(name))
      var messages = 0
      while DatagramQueue.hasRoom(name), messages < 1000 {
        try NotifySocket.send("WATCHDOG=1", to: socket.path)
        messages += 1
      }
      #expect(messages > 0 && messages < 1000)
      _ = try socket.next()
      #expect(DatagramQueue.hasRoom(name))
      #expect(DatagramQueue.hasRoom(nil) && DatagramQueue.hasRoom("/nowhere"))
    }
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

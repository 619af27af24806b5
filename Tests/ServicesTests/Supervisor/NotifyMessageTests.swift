import Services
import Testing

@Suite("Notifications of a service") struct NotifyMessageTests {
  @Test(
    "each assignment is read, in order",
    arguments: [
      ("READY=1", [.ready]), ("RELOADING=1\nMONOTONIC_USEC=5", [.reloading]), ("STOPPING=1", [.stopping]),
      ("READY=1\nSTATUS=Listening, 2 clients\n", [.ready, .status("Listening, 2 clients")]),
      ("STATUS=", [.status("")]), ("STATUS=a=b", [.status("a=b")]), ("MAINPID=71", [.mainProcess(71)]),
      ("EXTEND_TIMEOUT_USEC=2500000", [.extendTimeout(.milliseconds(2500))]), ("WATCHDOG=1", [.watchdog]),
      ("WATCHDOG=trigger", [.watchdogTrigger]),
    ] as [(String, [NotifyMessage.Assignment])])
  func assignments(_ text: String, _ expected: [NotifyMessage.Assignment]) {
    #expect(NotifyMessage(Array(text.utf8))?.assignments == expected)
  }

  @Test(
    "what is unknown or malformed is passed over, and what stands beside it counts",
    arguments: [
      "READY", "READY=0", "READY=yes", "=1", "", "MAINPID=", "MAINPID=0", "MAINPID=-5", "MAINPID=99999999999",
      "EXTEND_TIMEOUT_USEC=+3", "EXTEND_TIMEOUT_USEC=99999999999999999999", "X_OURS=1", "ready=1", "STATUS=\u{FFFD}x",
    ])
  func passedOver(_ line: String) {
    let isText = line.hasPrefix("STATUS")
    let message = NotifyMessage(Array("\(line)\nWATCHDOG=1".utf8))
    #expect(message?.assignments.last == .watchdog && message?.assignments.count == (isText ? 2 : 1))
  }

  @Test("a line that is no UTF-8 is passed over") func notText() {
    #expect(NotifyMessage(Array("STATUS=".utf8) + [0xFF, 0x0A] + Array("READY=1".utf8))?.assignments == [.ready])
  }

  @Test("a NUL or more than 4 KiB make the whole message nothing") func refused() {
    #expect(NotifyMessage(Array("READY=1\u{0}".utf8)) == nil)
    let long = Array("READY=1\nSTATUS=".utf8)
    let filled = long + [UInt8](repeating: 0x61, count: NotifyMessage.sizeLimit - long.count)
    #expect(NotifyMessage(filled)?.assignments.first == .ready)
    #expect(NotifyMessage(filled + [0x61]) == nil)
  }
}

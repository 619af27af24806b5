import Platform
import Profiles
import Testing

@testable import Doctor

@Suite("Strangers on a port") struct PortStrangerTests {
  private func socket(_ address: String, _ userID: UInt32) -> ListeningSocket {
    ListeningSocket(port: PortPlan.defaultBase, address: address, userID: userID, inode: 1)
  }

  private func stranger(_ host: String, _ sockets: [ListeningSocket]) -> String? {
    PortStranger.description(
      on: PortPlan.defaultBase, of: host, among: sockets, profile: Profile(.default, home: path("/home/ops")),
      account: Account(name: "ops", userID: 1000, groupID: 1000, home: path("/home/ops")), installed: nil)
  }

  @Test("whoever listens where the connection ends counts, and nobody else") func family() {
    let (own, other) = (socket("127.0.0.1", 1000), socket("::1", 0))
    #expect(stranger("127.0.0.1", [own, other]) == nil)
    #expect(stranger("::1", [own, other]) == "a program of user root")
    #expect(stranger("127.0.0.1", [socket("::", 0)]) == "a program of user root")
    #expect(stranger("127.0.0.1", [socket("0.0.0.0", 0), socket("::1", 1000)]) == "a program of user root")
    #expect(stranger("::1", [own]) == nil)
  }
}

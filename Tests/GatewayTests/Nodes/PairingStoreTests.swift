import GatewayProtocol
import JSON
import Platform
import TestSupport
import Testing

@testable import Gateway

@Suite("The pairing of nodes on disk") struct PairingStoreTests {
  @Test("what was decided is there after a restart, in files that only their owner reads") func persists() throws {
    try withScratch { state in
      let store = PairingStore(stateDirectory: state)
      try ask(store, "phone", as: "r1")
      try ask(store, "tablet", as: "r2")
      let token = Secret(RandomBytes.make(16).hexadecimal)
      let node = try store.perform(at: .now()) { $0.approve("r1", token: token, at: .now()) }
      #expect(node?.id == "phone")
      let later = try PairingStore(stateDirectory: state).perform(at: .now()) { $0 }
      #expect(later.nodes == [node].compactMap(\.self))
      #expect(later.requests.map(\.id) == ["r2"])
      for name in ["pending.json", "paired.json"] {
        #expect(try Files.status(state.appending("nodes/\(name)"))?.mode == 0o600)
      }
      #expect(try Files.status(state.appending("nodes"))?.mode == 0o700)
    }
  }

  @Test("looking writes nothing") func reading() throws {
    try withScratch { state in
      let nodes = try PairingStore(stateDirectory: state).perform(at: .now()) { $0.nodes }
      #expect(nodes.isEmpty)
      #expect(try Files.list(state) == [])
    }
  }

  @Test("a request whose time is over is gone from the file too, once somebody looks") func expiry() throws {
    try withScratch { state in
      let store = PairingStore(stateDirectory: state)
      try ask(store, "phone", as: "r1")
      let later = Timestamp(milliseconds: Timestamp.now().milliseconds + 300_001)
      let requests = try store.perform(at: later) { $0.requests }
      #expect(requests.isEmpty)
      #expect(try Files.read(state.appending("nodes/pending.json")) == Array("{}\n".utf8))
    }
  }

  @Test("a file that cannot be read is named and stays as it is", arguments: ["{", #"{"n": {"nodeId": "n"}}"#])
  func broken(text: String) throws {
    try withScratch { state in
      let file = state.appending("nodes/paired.json")
      try place(text, at: file)
      do throws(ErrorShape) {
        _ = try PairingStore(stateDirectory: state).perform(at: .now()) {
          $0.approve("r", token: Secret("t"), at: .now())
        }
        Issue.record("a broken file was taken")
      } catch {
        #expect(error.code == .unavailable)
        #expect(error.message.contains(file.string))
      }
      #expect(try Files.read(file) == Array(text.utf8))
    }
  }

  @Test("a change that cannot be written has not happened") func unwritable() throws {
    try withScratch { state in
      let store = PairingStore(stateDirectory: state)
      try place("", at: state.appending("nodes"))
      #expect(throws: ErrorShape.self) { try ask(store, "phone", as: "r1") }
      try Files.remove(state.appending("nodes"))
      let requests = try store.perform(at: .now()) { $0.requests }
      #expect(requests.isEmpty)
    }
  }

  private func ask(_ store: PairingStore, _ node: String, as id: String) throws {
    let parameters = try PairingRequest.Parameters(reading: ["nodeId": .string(node)])
    _ = try store.perform(at: .now()) { $0.request(parameters, id: id, at: .now()) }
  }
}

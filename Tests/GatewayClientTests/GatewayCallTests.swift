import GatewayProtocol
import JSON
import Platform
import Synchronization
import TestSupport
import Testing

@testable import GatewayClient

@Suite("Calls", .timeLimit(.minutes(1))) struct GatewayCallTests {
  @Test("an answer is found among events and answers to others") func answer() async throws {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        guard let id = connection.next()?["id"] else { return }
        connection.send(["type": "event", "event": "tick", "payload": ["ts": 1], "seq": 1])
        connection.send(["type": "res", "id": "other", "ok": true, "payload": ["wrong": true]])
        connection.send(["type": "res", "id": id, "ok": true, "payload": ["right": true]])
        connection.waitForEnd()
      }
    ])
    #expect(try await call("health", server) == ["right": true])
  }

  @Test("events that come meanwhile are handed on") func events() async throws {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        guard let id = connection.next()?["id"] else { return }
        for number: Int64 in 1...3 { connection.send(["type": "event", "event": "tick", "seq": .integer(number)]) }
        connection.send(["type": "res", "id": id, "ok": true])
        connection.waitForEnd()
      }
    ])
    let address = address(server)
    let numbers = try await blocking {
      var numbers: [Int64?] = []
      let client = try GatewayClient(to: address, as: .forTests, deadline: .after(.seconds(10)))
      _ = try client.call("health", deadline: .after(.seconds(10))) { numbers.append($0.sequence) }
      return numbers
    }
    #expect(numbers == [1, 2, 3])
  }

  @Test("an accepted run is waited for to its end") func twoAnswers() async throws {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        guard let id = connection.next()?["id"] else { return }
        connection.send(["type": "res", "id": id, "ok": true, "payload": ["status": "accepted"]])
        connection.send(["type": "res", "id": id, "ok": true, "payload": ["status": "ok"]])
        connection.waitForEnd()
      }
    ])
    #expect(try await call("agent", server) == ["status": "ok"])
  }

  @Test("a method's error comes with its code, message and details") func methodError() async throws {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        guard let id = connection.next()?["id"] else { return }
        connection.send([
          "type": "res", "id": id, "ok": false, "error": ["code": "UNAVAILABLE", "message": "no", "details": ["a": 1]],
        ])
        connection.waitForEnd()
      }
    ])
    let error = await failure("health", server)
    #expect(error == .method(ErrorShape(.unavailable, "no", details: ["a": 1])))
  }

  @Test("an interrupted call that changes something has an unknown outcome", arguments: [true, false])
  func unknownOutcome(closes: Bool) async throws {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        _ = connection.next()
        if closes { connection.close(1012, "service restart") }
      }
    ])
    let cause = closes ? (UInt16(1012), "service restart") : (1006, "")
    #expect(
      await failure("send", server) == .outcomeUnknown(method: "send", because: .closed(code: cause.0, reason: cause.1))
    )
  }

  @Test("a call that changes something and brings no answer but noise has an unknown outcome, a question has not")
  func unreadableAnswer() async throws {
    for (method, isUnknown) in [("send", true), ("health", false)] {
      let server = try ScriptedServer([
        { connection in
          connection.sayHello()
          _ = connection.next()
          connection.write([0x81, 2] + Array("no".utf8))
          connection.waitForEnd()
        }
      ])
      let error = await failure(method, server)
      switch error {
      case .outcomeUnknown("send", .failed): #expect(isUnknown)
      case .notAGateway: #expect(!isUnknown)
      default: Issue.record("\(String(describing: error))")
      }
    }
  }

  @Test("a call that changes something and is not answered in time has an unknown outcome") func unansweredWrite()
    async throws
  {
    let server = try ScriptedServer([
      { connection in
        connection.sayHello()
        connection.waitForEnd()
      }
    ])
    #expect(
      await failure("send", server, within: .milliseconds(200)) == .outcomeUnknown(method: "send", because: .timedOut))
  }

  @Test("a question that a restart cuts short is asked again") func asksAgain() async throws {
    let attempts = Mutex(0)
    let server = try ScriptedServer(
      [
        { connection in
          connection.sayHello()
          _ = connection.next()
          connection.close(1012, "service restart")
        },
        { connection in
          connection.upgrade()
          connection.close(1013, "gateway starting")
          connection.waitForEnd()
        },
        { connection in
          attempts.withLock { $0 += 1 }
          connection.sayHello()
          guard let id = connection.next()?["id"] else { return }
          connection.send(["type": "res", "id": id, "ok": true, "payload": ["ok": true]])
          connection.waitForEnd()
        },
      ])
    #expect(try await call("health", server) == ["ok": true])
    #expect(attempts.withLock { $0 } == 1)
  }

  @Test("a call that changes something is never sent twice") func neverTwice() async throws {
    let calls = Mutex(0)
    let script: @Sendable (ScriptedConnection) -> Void = { connection in
      connection.sayHello()
      if connection.next() != nil { calls.withLock { $0 += 1 } }
      connection.close(1012, "service restart")
    }
    let server = try ScriptedServer([script, script])
    guard case .outcomeUnknown = await failure("send", server) else { Issue.record("no unknown outcome"); return }
    #expect(calls.withLock { $0 } == 1)
  }

  private func call(_ method: String, _ server: ScriptedServer, within limit: Duration = .seconds(10)) async throws
    -> JSONValue
  {
    let address = address(server)
    return try await blocking {
      try GatewayCall(method, at: address, as: .forTests).run(deadline: .after(limit)).payload
    }
  }

  private func failure(
    _ method: String, _ server: ScriptedServer, within limit: Duration = .seconds(10)
  ) async -> GatewayClientError? {
    do {
      _ = try await call(method, server, within: limit)
      return nil
    } catch { return error as? GatewayClientError }
  }
}

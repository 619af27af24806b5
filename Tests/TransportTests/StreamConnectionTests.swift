import CLinux
import Glibc
import Platform
import TestSupport
import Testing

@testable import Transport

@Suite("Stream connections", .timeLimit(.minutes(1))) struct StreamConnectionTests {
  init() { LoopThread.start() }

  /// Both ends of a connection, handed to a test and closed after it.
  @LoopActor private func connected(
    _ body:
      @LoopActor (
        _ server: (connection: StreamConnection, recorder: Recorder),
        _ client: (connection: StreamConnection, recorder: Recorder)
      ) async throws -> Void
  ) async throws {
    let loopback = try Loopback()
    let (server, client) = (Recorder(), Recorder())
    let (accepted, connected) = try await loopback.pair(server, client)
    try await body((accepted, server), (connected, client))
    accepted.close()
    connected.close()
    loopback.close()
  }

  @Test("what is sent comes back") @LoopActor func echo() async throws {
    try await connected { server, client in
      server.recorder.echoes = true
      client.connection.output += Array("hello".utf8)
      await client.recorder.untilReceived(5)
      #expect(client.recorder.bytes == Array("hello".utf8))
    }
  }

  @Test("all that a turn produces is written at once") @LoopActor func oneWrite() async throws {
    try await connected { server, client in
      for byte in 0..<100 { client.connection.output.append(UInt8(byte)) }
      await server.recorder.untilReceived(100)
      #expect(server.recorder.bytes == (0..<100).map { UInt8($0) })
      #expect(server.recorder.reads == 1)
    }
  }

  @Test("a slow reader makes bytes queue, and gets them all in order") @LoopActor func slowReader() async throws {
    try await connected { server, client in
      let block = (0..<65_521).map { UInt8(truncatingIfNeeded: $0) }
      let sent = repeatElement(block, count: 256).reduce(into: []) { $0 += $1 }
      client.connection.isReadingPaused = true
      server.connection.output += sent
      #expect(server.connection.queuedByteCount == sent.count)
      await nextTurn()
      #expect((1..<sent.count).contains(server.connection.queuedByteCount))
      client.connection.isReadingPaused = false
      await client.recorder.untilReceived(sent.count)
      #expect(client.recorder.bytes == sent)
      #expect(await server.recorder.next() == .drained)
      #expect(server.connection.queuedByteCount == 0)
    }
  }

  @Test("a connection that waits for its peer can be written to further") @LoopActor func appending() async throws {
    try await connected { server, client in
      client.connection.isReadingPaused = true
      let block = [UInt8](repeating: 7, count: 1 << 20)
      for _ in 0..<8 {
        server.connection.output += block
        await nextTurn()
      }
      client.connection.isReadingPaused = false
      await client.recorder.untilReceived(8 << 20)
      #expect(client.recorder.bytes.count == 8 << 20)
    }
  }

  @Test("what is added when all has been sent is sent too") @LoopActor func postscript() async throws {
    try await connected { server, client in
      server.recorder.postscript = [2]
      server.connection.output += [1]
      await client.recorder.untilReceived(2)
      #expect(client.recorder.bytes == [1, 2])
    }
  }

  @Test("closing after a flush sends everything first") @LoopActor func closeAfterFlush() async throws {
    try await connected { server, client in
      let size = 4 * 1024 * 1024
      server.connection.output += [UInt8](repeating: 1, count: size)
      server.connection.closeAfterFlush()
      #expect(!server.connection.isOpen)
      #expect(await client.recorder.untilClosed() == .closed(nil))
      #expect(client.recorder.bytes.count == size)
      #expect(await server.recorder.untilClosed() == .closed(nil))
    }
  }

  @Test("bytes that come after the close are dropped, and do not reset the connection") @LoopActor func lateBytes()
    async throws
  {
    try await connected { server, client in
      client.recorder.keepsHalfOpen = true
      server.connection.output += [1, 2, 3]
      server.connection.closeAfterFlush()
      await client.recorder.until { $0 == .peerFinished }
      client.connection.output += [9]
      client.connection.closeAfterFlush()
      #expect(await client.recorder.untilClosed() == .closed(nil))
      #expect(await server.recorder.untilClosed() == .closed(nil))
      #expect(client.recorder.bytes == [1, 2, 3])
      #expect(server.recorder.bytes == [])
    }
  }

  @Test("a peer that never closes is let go at the limit") @LoopActor func limit() async throws {
    try await connected { server, client in
      client.recorder.keepsHalfOpen = true
      server.connection.closeAfterFlush(within: .milliseconds(5))
      #expect(await server.recorder.untilClosed() == .closed(nil))
    }
  }

  @Test("so is one that takes nothing") @LoopActor func takesNothing() async throws {
    try await connected { server, client in
      client.connection.isReadingPaused = true
      server.connection.output += [UInt8](repeating: 1, count: 16 << 20)
      server.connection.closeAfterFlush(within: .milliseconds(5))
      #expect(await server.recorder.untilClosed() == .closed(nil))
    }
  }

  @Test("the answer to a half-closed peer still arrives") @LoopActor func halfClose() async throws {
    try await connected { server, client in
      server.recorder.echoes = true
      client.connection.output += [5]
      client.connection.closeAfterFlush()
      #expect(await server.recorder.untilClosed() == .closed(nil))
      #expect(server.recorder.bytes == [5])
    }
  }

  @Test("a reset is reported as the reason") @LoopActor func reset() async throws {
    let loopback = try Loopback()
    let recorder = Recorder()
    let socket = try Loopback.dial(loopback.address)
    let connection = try await loopback.accept(recorder)
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket.raw, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    _ = consume socket
    #expect(await recorder.untilClosed() == .closed(ECONNRESET))
    #expect(!connection.isOpen)
    loopback.close()
  }

  @Test("closing twice is told once, and lets go of the handler") @LoopActor func once() async throws {
    let loopback = try Loopback()
    var server: Recorder? = Recorder()
    weak let released = server
    let client = Recorder()
    let (accepted, connected) = try await loopback.pair(try #require(server), client)
    accepted.close()
    accepted.close()
    accepted.output += [1]
    #expect(await server?.untilClosed() == .closed(nil))
    #expect(await client.untilClosed() == .closed(nil))
    server = nil
    #expect(released == nil)
    connected.close()
    loopback.close()
  }

  @Test("a paused connection reads nothing") @LoopActor func paused() async throws {
    try await connected { server, client in
      server.connection.isReadingPaused = true
      client.connection.output += [1]
      for _ in 0..<3 { await nextTurn() }
      #expect(server.recorder.bytes == [])
      server.connection.isReadingPaused = false
      await server.recorder.untilReceived(1)
      #expect(server.recorder.bytes == [1])
    }
  }

  /// Suspends until the loop has gone round.
  @LoopActor private func nextTurn() async {
    await withCheckedContinuation { done in EventLoop.shared.schedule(after: .milliseconds(1)) { done.resume() } }
  }
}

import Platform

/// Who deals with a connection's bytes.
///
/// The connection holds it until `closed`.
@LoopActor package protocol StreamHandler: AnyObject {
  /// Bytes came in. They lie in the loop's buffer, may be changed in place, and are gone when this returns.
  ///
  /// Answers go to `connection.output`; they are written once at the end of the turn.
  func received(_ bytes: UnsafeMutableRawBufferPointer, on connection: StreamConnection)

  /// The peer will send nothing more. Unless implemented, what is queued is sent and the connection closed.
  func peerFinished(on connection: StreamConnection)

  /// All that was queued has been handed to the kernel, at the end of its turn or later. Unless implemented, nothing
  /// happens.
  func drained(on connection: StreamConnection)

  /// The connection is closed; told exactly once, at the end of the turn in which it happened, and nothing follows.
  ///
  /// - Parameter error: why, when it was not closed on purpose or by the peer's orderly end.
  func closed(_ connection: StreamConnection, error: SystemError?)
}

extension StreamHandler {
  /// Answers the end of the peer's words with the end of ours.
  package func peerFinished(on connection: StreamConnection) { connection.closeAfterFlush() }

  /// Does nothing.
  package func drained(on connection: StreamConnection) {}
}

/// Who is told when a descriptor is ready.
@LoopActor package protocol DescriptorWatcher: AnyObject {
  /// The descriptor is ready. It is reported again in the next turn until it has been dealt with (level-triggered).
  func becameReady(_ readiness: Readiness)
}

/// Who has work at the end of a turn.
@LoopActor protocol TurnParticipant: AnyObject {
  func turnEnds()
}

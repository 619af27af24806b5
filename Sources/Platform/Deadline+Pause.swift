import Glibc

extension Deadline {
  /// Waits a little before something is tried again, never past the deadline: `poll(2)` on nothing.
  ///
  /// For what gives no sign when it changes; everything else is waited for by its own sign.
  package func pause(_ duration: Duration) {
    let nothing: UnsafeMutablePointer<pollfd>? = nil
    _ = poll(nothing, 0, min(remainingMilliseconds, Int32(clamping: duration.milliseconds)))
  }
}

import Platform
import Profiles
import Services

/// What a person who waits for a service hears: each state once, and how long it lasts every five seconds.
struct WaitProgress {
  private static let interval = Duration.seconds(5)

  private var told: String?
  private var lastTold = Duration.zero

  /// The line to tell, nil when it has been told already.
  ///
  /// - Parameter elapsed: the time since the wait began.
  mutating func received(_ state: String, after elapsed: Duration) -> String? {
    let isNew = state != told
    guard isNew || elapsed - lastTold >= Self.interval else { return nil }
    told = state
    lastTold = elapsed
    return isNew ? state : "\(state), for \(elapsed.milliseconds / 1000) s now"
  }
}

extension CommandContext {
  /// Tells a person how the wait for a service goes on.
  func tellingProgress(_ target: ServiceTarget) -> (ServiceStatus) -> Void {
    var wait = WaitProgress()
    let start = MonotonicClock.nanoseconds()
    return { status in
      let state =
        "\(target.service) is \(status.state.rawValue)\(status.statusText.map { " (\($0.visibleLine()))" } ?? "")"
      let elapsed = Duration.nanoseconds(MonotonicClock.nanoseconds() - start)
      if let line = wait.received(state, after: elapsed) { progress(line) }
    }
  }
}

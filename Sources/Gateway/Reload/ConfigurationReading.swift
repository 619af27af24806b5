import Configuration
import Platform

/// The configuration as it was read, and what a gateway would make of it.
struct ConfigurationReading: Sendable {
  let snapshot: ConfigurationSnapshot
  /// What to serve with, or why a gateway would not start with it.
  let plan: Result<StartPlan, StartRefusal>
  /// Where changes of its files show.
  let places: WatchedPlaces

  /// Looks at the links that lead to the files: `readlink(2)`.
  init(snapshot: ConfigurationSnapshot, plan: Result<StartPlan, StartRefusal>) {
    self.snapshot = snapshot
    self.plan = plan
    places = WatchedPlaces(of: snapshot.sources)
  }
}

import Configuration

/// The configuration as it was read, and what a gateway would make of it.
struct ConfigurationReading: Sendable {
  let snapshot: ConfigurationSnapshot
  /// What to serve with, or why a gateway would not start with it.
  let plan: Result<StartPlan, StartRefusal>
}

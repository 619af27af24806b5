import Transport

/// The running gateway, as far as a new configuration changes it.
@LoopActor protocol ReloadTarget: AnyObject {
  /// A configuration is about to be taken over; `reloadEnded` follows, or a restart.
  func reloadBegins()
  /// From now on these settings hold, and what the plan says of the log.
  func take(_ settings: ServerSettings, of plan: StartPlan)
  /// What is said of the configuration file has changed.
  func tell(_ state: ConfigurationState)
  /// The configuration has been taken over, or has not.
  func reloadEnded()
  /// The gateway is to start again with this plan in the same process.
  func restart(with plan: StartPlan, because reason: String)
}

import Configuration

/// A key with another value than before, and what takes the new one into effect.
struct ChangedKey: Hashable, Sendable {
  /// The way to it, or the variable that it is about.
  let name: String
  let reload: ConfigurationKey.Reload
}

/// What a configuration that was read again leads to.
struct ReloadPlan: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// The file has changed and is not to change the gateway.
    case leave
    /// The new values hold at once, but those that wait.
    case apply
    /// The gateway starts again in the same process.
    case restart
  }

  let step: Step
  /// The keys whose new values are applied at once, or by the restart.
  let taken: [String]
  /// The keys with new values that need not be applied: they are read when they are used, or nobody acts on them.
  let noted: [String]
  /// The keys whose new values hold after the next start only.
  let waiting: [String]

  /// - Parameters:
  ///   - fresh: what differs from the values that were read last.
  ///   - outstanding: what differs from the values that the gateway started with.
  ///   - mode: `gateway.reload.mode` of the new configuration.
  init(
    fresh: [ChangedKey], outstanding: [ChangedKey], mode: GatewayConfiguration.ReloadPolicy.Mode,
    trigger: ReloadTrigger
  ) {
    let hot = fresh.filter { $0.reload == .hot }.map(\.name)
    let restarting = outstanding.filter { $0.reload == .restart }.map(\.name)
    let needed = restarting + hot
    noted = fresh.filter { $0.reload == .none }.map(\.name)
    switch Self.effective(mode, trigger) {
    case .off: (step, taken, waiting) = (.leave, [], needed)
    case .hot: (step, taken, waiting) = (.apply, hot, restarting)
    case .hybrid where restarting.isEmpty: (step, taken, waiting) = (.apply, hot, [])
    case .restart where needed.isEmpty: (step, taken, waiting) = (.apply, hot, [])
    case .hybrid, .restart: (step, taken, waiting) = (.restart, needed, [])
    }
  }

  /// Whether a value differs from what was read last.
  var hasNews: Bool { !taken.isEmpty || !noted.isEmpty }

  /// Who asks for a reload means it, whatever the file does by itself; only a method that changes the file and is to
  /// apply it may restart against the mode.
  private static func effective(
    _ mode: GatewayConfiguration.ReloadPolicy.Mode, _ trigger: ReloadTrigger
  ) -> GatewayConfiguration.ReloadPolicy.Mode {
    switch (mode, trigger) {
    case (.off, .signal): .hot
    case (.off, .method), (.hot, .method): .hybrid
    default: mode
    }
  }
}

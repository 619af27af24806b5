import Platform

/// What launchd has of a loaded job, from `launchctl print`.
package struct LoadedAgent: Hashable, Sendable {
  /// The property list it was loaded from.
  package let path: String?
  /// launchd's word: `running`, `not running`, `spawn scheduled` and others.
  package let state: String?
  /// The process it has; nil when it has none.
  package let processID: Int32?
  /// How the last process ended; nil when none has, or it has not been told.
  package let lastExit: ServiceExit?
  /// How often a process was started since the job was loaded.
  package let runs: Int
  private let print: LaunchctlPrint

  /// What one answer of `launchctl print` says.
  package init(_ print: LaunchctlPrint) {
    self.print = print
    path = print.value("path")
    state = print.value("state")?.lowercased()
    processID = print.value("pid").flatMap { Int32($0) }
    runs = print.value("runs").flatMap { Int($0) } ?? 0
    lastExit = Self.lastExit(print)
  }

  /// Whether it has a process.
  package var isRunning: Bool { state == "running" || processID != nil }

  /// The state in the words that every service manager has.
  ///
  /// launchd knows no readiness: a process counts as running. `KeepAlive` has it start a process again after every end,
  /// one for a refused configuration included, but what that end says is said.
  ///
  /// - Parameter lastExit: how the last process ended, when that is known better than launchd tells it.
  package func serviceState(after lastExit: ServiceExit?) -> ServiceState {
    if isRunning { return .running }
    if lastExit == .configurationRejected { return .configurationRejected }
    switch state {
    case "spawn scheduled", "spawning", "xpcproxy", "exited": return lastExit == nil ? .starting : .restarting
    default: return .stopped
    }
  }

  /// How the last process ended, in systemd's words for results.
  package var result: String {
    if isRunning { return "success" }
    switch lastExit {
    case nil, .exited(0)?: return "success"
    case .exited?: return "exit-code"
    case .killed?: return "signal"
    }
  }

  /// Whether the job was loaded from what the property list says now.
  package func matches(_ agent: InstalledAgent) -> Bool {
    hasProperties(of: agent)
      && print.lines("arguments") == agent.arguments
      && print.value("working directory") == agent.workingDirectory
      && print.value("stdout path") == agent.standardOutPath
      && print.value("stderr path") == agent.standardErrorPath
      && Set(agent.environment.map { "\($0.name) => \($0.value)" }).isSubset(of: print.lines("environment"))
  }

  /// `properties = keepalive | runatload`, where launchd tells them.
  private func hasProperties(of agent: InstalledAgent) -> Bool {
    guard let properties = print.value("properties")?.split(separator: "|").map({ $0.trimmingBlanks() }) else {
      return true
    }
    return properties.contains("keepalive") == agent.isKeptAlive
      && properties.contains("runatload") == agent.runsAtLoad
  }

  /// `last exit code = 78: EX_CONFIG`, `last terminating signal = Killed: 9`.
  private static func lastExit(_ print: LaunchctlPrint) -> ServiceExit? {
    if let signal = print.value("last terminating signal")?.split(separator: ":").last {
      return Int(signal.trimmingBlanks()).map { .killed(signal: $0, dumped: false) }
    }
    let code = print.value("last exit code")?.split(separator: ":").first
    return code.flatMap { Int($0.trimmingBlanks()) }.map { .exited($0) }
  }
}

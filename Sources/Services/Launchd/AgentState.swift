import Platform

/// Everything that is known of one LaunchAgent: its file, whether launchd may load it, and what is loaded.
package struct AgentState: Hashable, Sendable {
  /// The job in launchd; nil when it is not loaded.
  package var loaded: LoadedAgent?
  /// Whether there is a property list for it.
  package var hasFile: Bool
  /// Whether launchd has been told not to load it.
  package var isDisabled: Bool

  /// The parts, as they were found.
  package init(loaded: LoadedAgent?, hasFile: Bool, isDisabled: Bool) {
    self.loaded = loaded
    self.hasFile = hasFile
    self.isDisabled = isDisabled
  }

  /// The same facts as every service manager gives them.
  package var status: ServiceStatus {
    guard let loaded else {
      return ServiceStatus(state: hasFile ? .stopped : .notInstalled, isEnabled: hasFile && !isDisabled)
    }
    return ServiceStatus(
      state: loaded.serviceState, isEnabled: hasFile && !isDisabled, processID: loaded.processID,
      lastExit: loaded.isRunning ? nil : loaded.lastExit, result: loaded.state ?? "",
      restarts: max(0, loaded.runs - 1), run: ServiceRun(processID: loaded.processID))
  }
}

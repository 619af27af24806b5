import Platform

/// Everything that is known of one LaunchAgent: its file, whether launchd may load it, and what is loaded.
package struct AgentState: Hashable, Sendable {
  /// The job in launchd; nil when it is not loaded.
  package var loaded: LoadedAgent?
  /// What its property list says; nil when there is none that can be read.
  package var agent: InstalledAgent?
  /// Whether the program that it starts is not there.
  package var lacksProgram: Bool
  /// Whether there is a property list for it.
  package var hasFile: Bool
  /// Whether launchd has been told not to load it; not asked of one that has no file.
  package var isDisabled: Bool

  /// The parts, as they were found.
  package init(
    loaded: LoadedAgent?, agent: InstalledAgent?, lacksProgram: Bool = false, hasFile: Bool, isDisabled: Bool
  ) {
    self.loaded = loaded
    self.agent = agent
    self.lacksProgram = lacksProgram
    self.hasFile = hasFile
    self.isDisabled = isDisabled
  }

  /// Whether the property list has changed since the job was loaded from it.
  package var needsReload: Bool {
    guard let loaded, let agent else { return false }
    return !loaded.matches(agent)
  }

  /// How the last process ended; launchd says 78 of one that it could not start as well.
  private var lastExit: ServiceExit? {
    let told = loaded?.lastExit
    return told == .configurationRejected && lacksProgram ? .executableMissing : told
  }

  /// The same facts as every service manager gives them.
  package var status: ServiceStatus {
    guard let loaded else {
      return ServiceStatus(state: hasFile ? .stopped : .notInstalled, isEnabled: hasFile && !isDisabled)
    }
    var status = ServiceStatus(
      state: loaded.serviceState(after: lastExit), isEnabled: hasFile && !isDisabled, processID: loaded.processID,
      lastExit: loaded.isRunning ? nil : lastExit, result: loaded.result,
      restarts: max(0, loaded.runs - 1), run: ServiceRun(processID: loaded.processID),
      isLoaded: true)
    status.needsReload = needsReload
    return status
  }
}

import Platform

/// How a process ended: `waitid(2)`.
package enum ServiceExit: Hashable, Sendable {
  case exited(Int)
  /// Killed by a signal; `dumped` when it left a core file.
  case killed(signal: Int, dumped: Bool)

  /// The exit status for a configuration that no restart can mend: `EX_CONFIG` of `sysexits.h`.
  package static let configurationRejected = ServiceExit.exited(78)

  /// The exit status for a program that could not be started: `EXIT_EXEC` of `systemd.exec(5)`.
  package static let executableMissing = ServiceExit.exited(203)
}

/// One run of a service: what its log lines are known by.
package struct ServiceRun: Hashable, Sendable {
  /// The manager's id for it, 32 hexadecimal digits.
  package var id: String?
  /// Its main process.
  package var processID: Int32?
  /// When that process started.
  package var start: Timestamp?

  /// A run by what is known of it.
  package init(id: String? = nil, processID: Int32? = nil, start: Timestamp? = nil) {
    self.id = id
    self.processID = processID
    self.start = start
  }
}

/// What a service manager knows of one service.
package struct ServiceStatus: Hashable, Sendable {
  /// What the service is doing.
  package var state: ServiceState
  /// Whether it starts by itself, with the session or the machine.
  package var isEnabled: Bool
  /// The main process.
  package var processID: Int32?
  /// How the main process of the last run ended; nil while it runs, and when it never ran.
  package var lastExit: ServiceExit?
  /// When it ended.
  package var lastExitTime: Timestamp?
  /// The manager's word for the outcome of the last run, for example `watchdog`.
  package var result: String
  /// How often the manager has started it again by itself.
  package var restarts: Int
  /// When the present state was reached.
  package var since: Timestamp?
  /// What the service says of itself.
  package var statusText: String?
  /// The last run, by which its log lines are known.
  package var run: ServiceRun
  /// Whether a definition or drop-in has changed since the manager read it; never so of one that reads them at a start.
  package var needsReload = false
  /// Whether it runs while its manager does not: nobody would notice its end.
  package var isUnattended = false
  /// Whether the manager holds something for it, process or not, that only a stop takes away: launchd a job, systemd a
  /// socket that it listens on.
  package var isLoaded: Bool

  /// A status by what is known of it; nothing is wrong unless said otherwise.
  package init(
    state: ServiceState, isEnabled: Bool = false, processID: Int32? = nil, lastExit: ServiceExit? = nil,
    lastExitTime: Timestamp? = nil, result: String = "success", restarts: Int = 0, since: Timestamp? = nil,
    statusText: String? = nil, run: ServiceRun = ServiceRun(), isLoaded: Bool = false
  ) {
    self.state = state
    self.isEnabled = isEnabled
    self.processID = processID
    self.lastExit = lastExit
    self.lastExitTime = lastExitTime
    self.result = result
    self.restarts = restarts
    self.since = since
    self.statusText = statusText
    self.run = run
    self.isLoaded = isLoaded
  }
}

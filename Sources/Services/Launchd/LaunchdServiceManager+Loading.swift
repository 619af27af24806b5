import Platform

// The questions and steps that the verbs of the manager are made of.

extension LaunchdServiceManager {
  /// Everything there is to know of a job.
  package func state(of service: String, deadline: Deadline) throws(ServiceManagerError) -> AgentState {
    try state(of: target(service), deadline)
  }

  func target(_ service: String) throws(ServiceManagerError) -> LaunchdServiceTarget {
    guard let label = LaunchdLabel(service) else { throw noSuchService(service, "this is no label") }
    return LaunchdServiceTarget(domain, label)
  }

  func state(of target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) -> AgentState {
    let file = try agentFile(target)
    let agent = file.flatMap(Self.agent)
    let isDisabled = file == nil ? false : try isDisabled(target, deadline)
    return AgentState(
      loaded: try loaded(target, deadline), agent: agent,
      lacksProgram: Self.lacksProgram(agent), hasFile: file != nil,
      isDisabled: isDisabled)
  }

  /// The status of a job; one that runs and is not ready is on its way.
  func status(_ state: AgentState) -> ServiceStatus {
    var status = state.status
    if status.state == .running, let isReady, let agent = state.agent, !isReady(agent, status.processID) {
      status.state = .starting
    }
    return status
  }

  /// The state of a job that a person wants started.
  ///
  /// - Throws: `noSuchUnit` when there is nothing to start.
  func installedState(
    _ target: LaunchdServiceTarget, _ deadline: Deadline
  ) throws(ServiceManagerError) -> AgentState {
    let state = try state(of: target, deadline)
    if state.hasFile || state.loaded != nil { return state }
    throw noSuchService(target.label.text, "there is no \(path(target))")
  }

  /// The job in launchd; nil when it is not loaded.
  func loaded(_ target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) -> LoadedAgent? {
    do { return LoadedAgent(LaunchctlPrint(try launchctl.run(.print(target), deadline: deadline))) } catch {
      if error.saysNotLoaded { return nil }
      throw error.managerError
    }
  }

  func isDisabled(_ target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) -> Bool {
    let text = try perform(.printDisabled(domain), deadline)
    return LaunchctlPrint.disabledLabels(text).contains(target.label.text)
  }

  /// Whether the program of a job is surely not there.
  private static func lacksProgram(_ agent: InstalledAgent?) -> Bool {
    guard let program = agent?.command.flatMap({ AbsolutePath($0.executable) }) else { return false }
    do { return try Files.status(program) == nil } catch { return false }
  }

  /// What a property list says; nil when it cannot be read, which launchd itself then says better.
  private static func agent(_ bytes: [UInt8]) -> InstalledAgent? {
    do { return try InstalledAgent(bytes) } catch { return nil }
  }

  /// Loads a job from what its property list says now, and waits until it is ready.
  func reload(
    _ target: LaunchdServiceTarget, _ deadline: Deadline, _ progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    try unload(target, deadline)
    guard try hasLeft(target, deadline) else {
      return .failed(try state(of: target, .lastLook(deadline)).status, job: "still unloading")
    }
    try load(target, deadline)
    return try running(target, deadline, after: nil, progress)
  }

  /// Unloads a job that is loaded; one that has left meanwhile is as good.
  func unload(_ target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) {
    do { try launchctl.run(.bootout(target), deadline: deadline) } catch {
      if !error.saysNotLoaded && !error.saysInProgress { throw error.managerError }
    }
  }

  /// Waits until launchd has the label no more: bootout returns before it has left, and loading it then fails.
  func hasLeft(_ target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) -> Bool {
    while try loaded(target, .lastLook(deadline)) != nil {
      if deadline.hasPassed { return false }
      deadline.pause(patience.interval)
    }
    return true
  }

  /// Loads a job that is not loaded: at least one attempt, also when the wait before has used all the time there was.
  ///
  /// Whatever bootstrap says, what counts is whether the label is there afterwards: 37, "already in progress", may come
  /// from somebody who loads it at the same time and succeeds, or fails.
  ///
  /// - Throws: `leftUnloaded` with launchctl's own words when the label is not there after the last attempt.
  func load(_ target: LaunchdServiceTarget, _ deadline: Deadline) throws(ServiceManagerError) {
    let command = LaunchctlCommand.bootstrap(domain, plist: path(target))
    var answer = ManagerAnswer(
      call: command.description, name: "status 0", message: "the job is not there afterwards", manager: "launchd")
    for pause in [.zero] + patience.backoff {
      deadline.pause(pause)
      do {
        // launchd remembers a disabled job over unloading and removal, and refuses to load it.
        try launchctl.run(.enable(target), deadline: .lastLook(deadline))
        try launchctl.run(command, deadline: .lastLook(deadline))
      } catch { answer = error.answer }
      if try loaded(target, .lastLook(deadline)) != nil { return }
      if deadline.hasPassed { break }
    }
    throw .leftUnloaded(target.label.text, answer)
  }

  /// Waits until the job has a process other than the one before that is ready, or has started one that ended.
  func running(
    _ target: LaunchdServiceTarget, _ deadline: Deadline, after before: LoadedAgent?,
    _ progress: (ServiceStatus) -> Void
  ) throws(ServiceManagerError) -> StartOutcome {
    while true {
      let state = try state(of: target, .lastLook(deadline))
      guard let loaded = state.loaded else { throw .leftUnloaded(target.label.text, gone(target)) }
      let isNew = loaded.isRunning && (loaded.processID != before?.processID || loaded.processID == nil)
      let status = isNew ? status(state) : state.status
      if isNew, status.state == .running { return .ready(status) }
      if !loaded.isRunning, loaded.lastExit != nil, loaded.runs > before?.runs ?? 0 {
        return .failed(status, job: loaded.state ?? "")
      }
      if deadline.hasPassed { return .stillStarting(status) }
      progress(status)
      deadline.pause(patience.interval)
    }
  }

  @discardableResult
  func perform(_ command: LaunchctlCommand, _ deadline: Deadline) throws(ServiceManagerError) -> String {
    do { return try launchctl.run(command, deadline: deadline) } catch { throw error.managerError }
  }

  private func path(_ target: LaunchdServiceTarget) -> AbsolutePath { directory.appending("\(target.label).plist") }

  private func agentFile(_ target: LaunchdServiceTarget) throws(ServiceManagerError) -> [UInt8]? {
    do { return try Files.read(path(target), limit: 1 << 20) } catch {
      throw .refused(
        ManagerAnswer(call: error.call, name: "errno \(error.code)", message: error.description, manager: "the system"))
    }
  }

  private func noSuchService(_ service: String, _ reason: String) -> ServiceManagerError {
    .noSuchUnit(service, ManagerAnswer(call: "print", name: "not installed", message: reason, manager: "launchd"))
  }

  private func gone(_ target: LaunchdServiceTarget) -> ManagerAnswer {
    ManagerAnswer(
      call: LaunchctlCommand.print(target).description, name: "status 113", message: "the job has left again",
      manager: "launchd")
  }
}

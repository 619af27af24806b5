import Platform

/// What a job of systemd does to a unit, by the manager's method for it.
package enum UnitJob: String, Hashable, Sendable {
  case start = "StartUnit"
  case stop = "StopUnit"
  case restart = "RestartUnit"
  case reload = "ReloadUnit"
}

extension SystemdManager {
  /// How often somebody who waits for a job hears how the unit is.
  private static let progressInterval = Duration.milliseconds(250)

  /// Queues a job and waits for its end.
  ///
  /// Gives systemd's word for the outcome (`done`, `failed`, `timeout`, `canceled`, `dependency` and others); nil when
  /// the deadline came first, with the job still queued. A deadline that has passed queues the job all the same.
  ///
  /// With `Type=notify` the start of a unit is done when the unit has reported readiness, and has failed as soon as one
  /// attempt has, though systemd may go on trying.
  package func run(
    _ job: UnitJob, on unit: String, deadline: Deadline, progress: (UnitState) -> Void = { _ in }
  ) throws(ServiceManagerError) -> String? {
    try awaitJob(on: unit, deadline: deadline, progress: progress) { () throws(ServiceManagerError) in
      try call(
        job.rawValue, [.string(unit), .string("replace")], unit: unit, deadline: .forOneQuestion(within: deadline))
    }
  }

  /// Makes a call that answers with a job, and waits for that job.
  func awaitJob(
    on unit: String, deadline: Deadline, progress: (UnitState) -> Void,
    _ queue: () throws(ServiceManagerError) -> [BusValue]
  ) throws(ServiceManagerError) -> String? {
    try reportingBusErrors(unit) { () throws(BusError) in
      try bus.subscribe(Self.jobRemoved, deadline: .forOneQuestion(within: deadline))
    }
    guard let job = try queue().first?.text else { return nil }
    while !deadline.hasPassed {
      let pause = min(deadline, Deadline.after(Self.progressInterval))
      let signal = try reportingBusErrors(unit) { () throws(BusError) in try bus.nextSignal(deadline: pause) }
      if let result = signal.flatMap({ Self.result(of: job, in: $0) }) { return result }
      if signal == nil, !deadline.hasPassed, let state = look(at: unit, deadline) { progress(state) }
    }
    return nil
  }

  /// How the unit is, for whoever waits; nil when that cannot be told now, which says nothing of the job.
  private func look(at unit: String, _ deadline: Deadline) -> UnitState? {
    do { return try unitState(unit, deadline: .forOneQuestion(within: deadline)) } catch { return nil }
  }

  private static let jobRemoved =
    "type='signal',sender='\(destination)',interface='\(interface)',member='JobRemoved'"

  /// The outcome that a `JobRemoved` signal, `uoss`, gives for a job; nil for any other signal.
  private static func result(of job: String, in signal: BusSignal) -> String? {
    guard signal.member == "JobRemoved", signal.interface == interface, signal.arguments.count == 4,
      signal.arguments[1].text == job
    else { return nil }
    return signal.arguments[3].text
  }

  private func reportingBusErrors<Value>(
    _ unit: String, _ body: () throws(BusError) -> Value
  ) throws(ServiceManagerError) -> Value {
    do { return try body() } catch { throw ServiceManagerError(error, scope: scope, unit: unit) }
  }
}

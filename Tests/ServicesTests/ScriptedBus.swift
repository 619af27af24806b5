import Platform
import Services

/// A bus that answers from a script and remembers what was asked.
///
/// A call that the script lacks fails, and so does one whose deadline has passed.
final class ScriptedBus: BusConnection {
  /// The calls made, by member and first argument: `StartUnit x.service`.
  private(set) var calls: [String] = []
  private var answers: [String: [Result<[BusValue], BusError>]] = [:]
  private var states: [[String: BusValue]] = []
  private var signals: [BusSignal?] = []

  /// Scripts one answer to the next call of a member.
  func answer(_ member: String, _ values: BusValue...) { answers[member, default: []].append(.success(values)) }

  /// Scripts one refusal of the next call of a member.
  func refuse(_ member: String, _ name: String) {
    let answer = ManagerAnswer(call: member, name: name, message: "no")
    answers[member, default: []].append(.failure(.answered(answer)))
  }

  /// Scripts the unit's properties for the next look at it; the last ones given stay.
  func show(_ active: String, _ sub: String = "", _ more: [String: BusValue] = [:]) {
    let state: [String: BusValue] = [
      "LoadState": .string("loaded"), "ActiveState": .string(active), "SubState": .string(sub),
    ]
    states.append(state.merging(more) { $1 })
  }

  /// Scripts a signal; nil for a wait in which nothing comes.
  func signal(_ signal: BusSignal?) { signals.append(signal) }

  /// Scripts the end of a job.
  func end(_ job: String, _ result: String) {
    signal(
      BusSignal(
        path: "/org/freedesktop/systemd1", interface: "org.freedesktop.systemd1.Manager", member: "JobRemoved",
        arguments: [.unsigned32(1), .objectPath(job), .string("x.service"), .string(result)]))
  }

  func call(_ method: BusMethod, deadline: Deadline) throws(BusError) -> [BusValue] {
    calls.append(([method.member] + [method.arguments.first?.text].compactMap(\.self)).joined(separator: " "))
    guard !deadline.hasPassed, let answer = answers[method.member]?.first else { throw .timedOut(call: method.member) }
    answers[method.member]?.removeFirst()
    return try answer.get()
  }

  func properties(
    _ names: Set<String>, of path: String, destination: String, deadline: Deadline
  ) throws(BusError) -> [String: BusValue] {
    calls.append("look")
    guard !deadline.hasPassed, let state = states.first else { throw .timedOut(call: "GetAll") }
    if states.count > 1 { states.removeFirst() }
    return state.filter { names.contains($0.key) }
  }

  func subscribe(_ rule: String, deadline: Deadline) throws(BusError) {
    calls.append("subscribe")
    if deadline.hasPassed { throw .timedOut(call: "AddMatch") }
  }

  func nextSignal(deadline: Deadline) throws(BusError) -> BusSignal? {
    guard !signals.isEmpty else { throw .timedOut(call: "signal") }
    return signals.removeFirst()
  }
}

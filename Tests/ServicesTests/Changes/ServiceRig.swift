import Platform
import Services

/// A connection to a manager that answers from a script.
struct ServiceRig {
  let bus = ScriptedBus()
  let unit = "x.service"
  let connection: ServiceConnection

  init() {
    let manager = SystemdServiceManager(SystemdManager(scope: .user, bus: bus))
    connection = ServiceConnection(scope: .user, userID: 1000) { () throws(ServiceManagerError) in manager }
  }

  /// Scripts a job from its call to its end.
  func job(_ member: String, ends result: String = "done") {
    bus.answer(member, .objectPath("/job/7"))
    bus.end("/job/7", result)
  }

  var undoer: ServiceUndoer { ServiceUndoer { [connection] _, _ in connection } }
}

extension UndoRecord {
  /// The operands as text.
  var texts: [String] { operands.indices.map(text) }
}

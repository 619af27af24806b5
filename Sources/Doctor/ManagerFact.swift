import Services

/// What the service manager said.
package enum ManagerFact: Sendable {
  case answered(UnitState)
  /// This machine has none, or it could not be asked.
  case unreachable(ServiceManagerError)
  /// It did not answer before the deadline.
  case unasked

  /// The unit's state; nil when the manager did not answer.
  package var unit: UnitState? { if case .answered(let unit) = self { unit } else { nil } }

  /// Whether it gave no answer before the deadline.
  var isLate: Bool {
    switch self {
    case .unasked, .unreachable(.timedOut): true
    case .answered, .unreachable: false
    }
  }
}

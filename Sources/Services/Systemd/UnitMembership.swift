import CSystemd
import Glibc

/// The units that a process runs in, by its control group: `sd_pid_get_unit(3)`, `sd_pid_get_user_unit(3)`.
package struct UnitMembership: Hashable, Sendable {
  /// The system manager's unit; for a user's service that is the user's manager itself.
  package let systemUnit: String?
  /// The unit of the user's manager; nil outside one.
  package let userUnit: String?

  /// A membership as given.
  package init(systemUnit: String?, userUnit: String?) {
    self.systemUnit = systemUnit
    self.userUnit = userUnit
  }

  /// The units of a process; 0 stands for this one.
  package init(of processID: Int32 = 0) {
    systemUnit = Self.unit { sd_pid_get_unit(processID, $0) }
    userUnit = Self.unit { sd_pid_get_user_unit(processID, $0) }
  }

  /// Whether the process is part of a unit, so that stopping the unit ends it.
  package func isInside(_ unit: String, scope: ServiceScope) -> Bool {
    switch scope {
    case .user: userUnit == unit
    case .system: systemUnit == unit
    }
  }

  private static func unit(_ lookUp: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32) -> String? {
    var name: UnsafeMutablePointer<CChar>?
    guard lookUp(&name) >= 0, let name else { return nil }
    defer { free(name) }
    return String(cString: name)
  }
}

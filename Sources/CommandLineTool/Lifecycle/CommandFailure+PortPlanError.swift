import CommandTree
import Platform
import Profiles

extension CommandFailure {
  /// A base port that cannot carry its family.
  init(_ error: PortPlanError) {
    switch error {
    case .outOfRange(let role, let base, let offset):
      self.init(
        "port \(base) is too high", location: "--port or gateway.port",
        reason: "the \(role.rawValue) port would be \(base.number + offset), above 65535",
        hints: ["choose a base of 65425 or less"], code: "port-out-of-range", exitStatus: .configurationRefused)
    }
  }
}

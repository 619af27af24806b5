import CommandTree
import Platform
import Profiles

extension CommandFailure {
  /// A base port that cannot carry its family.
  init(_ error: PortPlanError) {
    switch error {
    case .outOfRange(_, let base, _):
      self.init(
        "port \(base) is too high", location: "--port or gateway.port",
        reason: error.description,
        hints: ["choose a base of \(PortPlan.highestBase) or less"], code: "port-out-of-range",
        exitStatus: .configurationRefused)
    }
  }
}

import CommandTree
import Platform
import Profiles
import Services

extension CommandContext {
  /// The value of `--manager`; nil where the machine decides.
  func managerFlag() throws(CommandFailure) -> ServiceManagerKind? {
    switch invocation[.manager] {
    case nil: return nil
    case .supervisor?: return .supervisor
    case .systemd?, .systemdUser?, .systemdSystem?: return .systemd
    case .launchd?, .schtasks?:
      throw CommandFailure(
        "this manager is for gateway render only", location: "--manager", hints: [commandLine("gateway render")],
        code: "manager-not-here", exitStatus: .usage)
    }
  }
}

import Platform

/// What launchctl is asked to do: `launchctl(1)`.
package enum LaunchctlCommand: Hashable, Sendable, CustomStringConvertible {
  /// Lets a job be loaded; launchd remembers that it must not be, over bootouts and without its file.
  case enable(LaunchdServiceTarget)
  case disable(LaunchdServiceTarget)
  /// Loads the job that a property list describes.
  case bootstrap(LaunchdDomain, plist: AbsolutePath)
  /// Ends a job and unloads it. Returns before it has left.
  case bootout(LaunchdServiceTarget)
  /// Starts a loaded job now; `killing` ends it first when it runs.
  case kickstart(LaunchdServiceTarget, killing: Bool)
  /// What launchd has of a loaded job.
  case print(LaunchdServiceTarget)
  /// Which jobs of a domain must not be loaded.
  case printDisabled(LaunchdDomain)

  /// The words after `launchctl`.
  package var arguments: [String] {
    switch self {
    case .enable(let target): ["enable", target.description]
    case .disable(let target): ["disable", target.description]
    case .bootstrap(let domain, let plist): ["bootstrap", domain.description, plist.string]
    case .bootout(let target): ["bootout", target.description]
    case .kickstart(let target, let killing): ["kickstart"] + (killing ? ["-k"] : []) + [target.description]
    case .print(let target): ["print", target.description]
    case .printDisabled(let domain): ["print-disabled", domain.description]
    }
  }

  /// The command as a person would type it.
  package var description: String { (["launchctl"] + arguments).joined(separator: " ") }
}

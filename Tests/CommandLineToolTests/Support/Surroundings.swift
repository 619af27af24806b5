import Foundation
import Platform
import Testing

/// What a test needs of the machine it runs on.
///
/// What it lacks is said on standard error, so that no skip is silent.
enum Surroundings {
  /// Whether no systemd runs: a command on a scratch home would otherwise talk to the manager of this account.
  static let lacksSystemd = told(!isBooted, "systemd runs here: tests of a machine without it are skipped")

  /// Whether this is root, as `sudo` makes it.
  static let isRoot = told(Account.effectiveUserID == 0, "not root: tests of sudo are skipped")

  /// What `sd_booted(3)` looks at.
  private static var isBooted: Bool { FileManager.default.fileExists(atPath: "/run/systemd/system") }

  private static func told(_ isSo: Bool, _ otherwise: String) -> Bool {
    if !isSo { FileHandle.standardError.write(Data("SKIPPED: \(otherwise)\n".utf8)) }
    return isSo
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs where no systemd runs.
  static var whereNoSystemdRuns: Self { .enabled(if: Surroundings.lacksSystemd, "systemd runs here") }
  /// Runs as root.
  static var asRoot: Self { .enabled(if: Surroundings.isRoot, "not root") }
}

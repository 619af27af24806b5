import Foundation
import TestSupport
import Testing

/// The managers that keep the contract, each as real as it can be here.
enum ContractedManager: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// systemd on a booted host.
  case systemd
  /// Our own supervisor with the gateways of this build, in a scratch home.
  case supervisor
  /// launchd on a launchctl that keeps state, with the gateways of this build.
  case launchd

  /// What a manager may be unable to do.
  enum Ability: String, Sendable {
    case noticingFreezes = "a frozen gateway is replaced"
    case givingUp = "crashes come to an end"
  }

  var testDescription: String { rawValue }

  /// Those that can be tried here; the reason for those that cannot has been printed.
  static let here = allCases.filter { $0 != .systemd || SystemdHost.obstacle == nil }

  /// Those of them that have an ability; prints which have not, and why.
  static func here(_ ability: Ability) -> [ContractedManager] {
    here.filter { manager in
      guard let reason = manager.lack(of: ability) else { return true }
      announce("CONTRACT NOT TESTED on \(manager.rawValue): \(ability.rawValue): \(reason)")
      return false
    }
  }

  /// Why a manager cannot do something; nil for what it can do.
  private func lack(of ability: Ability) -> String? {
    guard self == .launchd else { return nil }
    return switch ability {
    case .noticingFreezes: "launchd has no watchdog, it sees only that a process ends"
    case .givingUp: "launchd has no start limit, KeepAlive starts for ever, at most once in ThrottleInterval"
    }
  }

  /// Lends the manager with nothing installed; afterwards nothing of it is left.
  func lend(_ body: (any ContractRig) async throws -> Void) async throws {
    switch self {
    case .systemd: try await HostGround.lend { try await body(CommandRig(on: $0)) }
    case .supervisor: try await ScratchGround.lendSupervised { try await body(CommandRig(on: $0)) }
    case .launchd: try await ScratchGround.lendLaunched { try await body(CommandRig(on: $0)) }
    }
  }

  private static func announce(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}

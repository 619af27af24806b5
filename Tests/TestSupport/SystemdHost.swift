import CLinux
import Foundation
import Platform
import Synchronization

/// A throwaway machine with systemd as PID 1: an overlay of `/`, booted in about a second.
///
/// Its writes are all forgotten. Several can be up at once. Nothing of a host outlives the process that booted it.
package actor SystemdHost {
  private static let count = Atomic(0)

  /// The layout of a host's control groups.
  package enum Cgroups: String, Sendable {
    /// Version 2 alone, as current distributions have it.
    case unified
    /// What the machine outside gives: on older ones version 1 controllers beside an empty version 2.
    case hybrid
  }

  private let name: String
  private let cgroups: Cgroups
  private let namespaces: SystemdHostNamespaces
  /// `systemd-nspawn`, seen through the `nsenter` that waits for it.
  private var container: SpawnedProcess
  /// The host's PID 1, as seen from outside; another one after each boot.
  private var leader: pid_t = 0

  /// Boots a host that has `programs` installed at the places `make install` gives them.
  ///
  /// - Throws: `SystemdHostError` when the host cannot be built or does not boot.
  package init(programs: [String] = [], cgroups: Cgroups = .unified) async throws {
    self.cgroups = cgroups
    name = "openclaw-host-\(getpid())-\(Self.count.add(1, ordering: .relaxed).newValue)"
    namespaces = try await SystemdHostNamespaces.make(programs: programs)
    container = try namespaces.boot(named: name, cgroups: cgroups)
    try await waitUntilBooted()
  }

  /// Ends the host as it stands, without a shutdown.
  package func discard() async throws {
    try await namespaces.end()
    _ = try await container.exitStatus()
    _ = try await Command([SystemdHostNamespaces.script("sweep"), name]).run()
  }

  /// Runs a line of shell on the host, with an empty standard input and an environment of its own.
  ///
  /// - Throws: `CommandError.timedOut` at the limit. A failing command is a result, not an error.
  package func run(
    _ line: String, as account: SystemdHostAccount = .alice, within limit: Duration = .seconds(30)
  ) async throws -> CommandResult {
    let prefix = account.prefix(userIdentifiers: namespaces.userIdentifiers)
    return try await Command(entering(prefix + ["bash", "-c", line]), within: limit).run()
  }

  /// Opens a login session that lasts until it is logged out of.
  package func logIn(_ user: String) async throws -> SystemdHostSession {
    try await SystemdHostSession(entering(["runuser", "-l", user, "-c", "id -u && exec cat >/dev/null"]), on: self)
  }

  /// Shuts down in order, and boots again.
  ///
  /// `/run` and `/tmp` are new then; files, machine ID and journal are the same.
  package func reboot() async throws {
    kill(leader, __libc_current_sigrtmin() + 5)
    let stuck = Task { [leader] in
      try await Task.sleep(for: .seconds(30))
      kill(leader, SIGKILL)
    }
    let status = try await container.exitStatus()
    stuck.cancel()
    guard status == 133 else { throw SystemdHostError.wentDownOtherwise(status: status) }
    try await bootAgain()
  }

  /// Ends every process at once, boots again.
  package func cutPower() async throws {
    kill(leader, SIGKILL)
    _ = try await container.exitStatus()
    try await bootAgain()
  }

  /// The path outside of a file on the host.
  package func path(_ inside: String) -> String { "/proc/\(leader)/root\(inside)" }

  private func bootAgain() async throws {
    container = try namespaces.boot(named: name, cgroups: cgroups)
    try await waitUntilBooted()
  }

  /// Waits for the system manager and then for alice's to have started all they have to start.
  private func waitUntilBooted() async throws {
    do {
      try await eventually("the host has booted", within: .seconds(120)) { try await isUp(as: .root, "") }
      _ = try await isUp(as: .alice, "--user")
    } catch is ConditionNeverHeld {
      throw SystemdHostError.neverBooted(console: namespaces.console)
    }
  }

  private func isUp(as account: SystemdHostAccount, _ manager: String) async throws -> Bool {
    guard let machine = container.children.first, let first = SpawnedProcess.children(of: machine).first else {
      return false
    }
    leader = first
    let state = try await run("systemctl \(manager) is-system-running --wait", as: account, within: .seconds(120))
    return ["running", "degraded"].contains(state.line)
  }

  private func entering(_ arguments: [String]) -> [String] { ["nsenter", "--target=\(leader)", "--all"] + arguments }
}

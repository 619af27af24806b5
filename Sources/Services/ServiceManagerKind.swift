import Platform

/// Which service manager runs services here.
package enum ServiceManagerKind: String, Hashable, Sendable, CaseIterable {
  case systemd
  /// The supervisor that openclaw brings along.
  case supervisor
  /// macOS's own, for agents of a user.
  case launchd

  /// The permission bits of a definition: everybody may read a unit, as systemd expects.
  var definitionMode: UInt32 { self == .launchd ? 0o600 : 0o644 }

  /// Whether its definitions are units, with links, drop-ins and masks.
  package var readsUnits: Bool { self != .launchd }

  /// What it calls a service of its own.
  package var label: String { self == .launchd ? "LaunchAgent" : rawValue }

  /// The words for a service that starts by itself, and for one that does not.
  package var registrationWords: (yes: String, no: String) {
    self == .launchd ? ("loaded", "not loaded") : ("enabled", "disabled")
  }
}

/// The service manager to use, and why it is that one.
package struct ServiceManagerChoice: Hashable, Sendable {
  /// The manager.
  package let kind: ServiceManagerKind
  /// Why, as the end of a sentence.
  package let reason: String
  /// How to get systemd, where that can be had; nil elsewhere.
  package let hint: String?

  /// The one asked for, else launchd on macOS, else systemd where it runs or where only it will do, else the supervisor.
  package init(_ wanted: ServiceManagerKind?, scope: ServiceScope, machine: MachineFacts = .current()) {
    kind =
      wanted ?? (machine.isMac ? .launchd : scope == .system || machine.isBooted ? .systemd : .supervisor)
    hint =
      machine.isBooted || wanted == .supervisor || !machine.isWSL2
      ? nil : "for systemd in WSL: put systemd=true below [boot] in /etc/wsl.conf, then run wsl --shutdown in Windows"
    reason =
      switch kind {
      case _ where wanted != nil: "asked for with --manager"
      case .launchd: "because this is macOS"
      case .supervisor: "because no systemd runs here"
      case .systemd: machine.isBooted ? "it runs here" : "the service is installed for it"
      }
  }
}

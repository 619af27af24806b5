import Platform

/// One gateway's place on a machine: its name, its files, and the names of its service.
///
/// Pure values, nothing is looked up.
package struct Profile: Hashable, Sendable {
  /// What the user calls it.
  package let name: ProfileName
  /// The home directory that `~` stands for.
  package let home: AbsolutePath
  /// Where the gateway keeps its state, mode 0700.
  package let stateDirectory: AbsolutePath
  /// The gateway's configuration.
  package let configPath: AbsolutePath
  /// The unit's name, with `.service`.
  package let unitName: String
  /// The label of the LaunchAgent.
  package let launchdLabel: String

  /// A profile at its canonical places, with overrides for those that are given.
  package init(
    _ name: ProfileName, home: AbsolutePath, stateDirectory: AbsolutePath? = nil, configPath: AbsolutePath? = nil,
    unitName: String? = nil, launchdLabel: String? = nil
  ) {
    self.name = name
    self.home = home
    self.stateDirectory = stateDirectory ?? Self.canonicalStateDirectory(name, home: home)
    self.configPath = configPath ?? self.stateDirectory.appending("openclaw.json")
    self.unitName = unitName ?? ServiceIdentity.unitName(name)
    self.launchdLabel = launchdLabel ?? ServiceIdentity.launchdLabel(name)
  }

  /// `~/.openclaw` or `~/.openclaw-<name>`.
  package static func canonicalStateDirectory(_ name: ProfileName, home: AbsolutePath) -> AbsolutePath {
    home.appending(".openclaw\(name.suffix)")
  }

  /// The profile whose canonical state directory this is, nil when it is nobody's.
  package static func name(ofStateDirectory directory: AbsolutePath, home: AbsolutePath) -> ProfileName? {
    let suffix = directory.lastComponent.dropFirst(".openclaw".count)
    do {
      let name = try ProfileName(String(suffix.dropFirst()))
      return canonicalStateDirectory(name, home: home) == directory ? name : nil
    } catch { return nil }
  }

  /// `~/.openclaw/workspace` or `~/.openclaw/workspace-<name>`: below the main state directory for every profile.
  package var defaultWorkspace: AbsolutePath { home.appending(".openclaw/workspace\(name.suffix)") }

  /// The gateway's own log file.
  package var logFile: AbsolutePath { stateDirectory.appending("logs/gateway.log") }

  /// The directory on which a gateway holds a lock as long as it works on the profile's state.
  package var gatewayLock: AbsolutePath { logFile.parent }

  /// Where the user's unit is written; `XDG_CONFIG_HOME` is not consulted.
  package var userUnitPath: AbsolutePath { home.appending(".config/systemd/user/\(unitName)") }

  /// Where the system's unit is written.
  package var systemUnitPath: AbsolutePath { AbsolutePath.root.appending("etc/systemd/system/\(unitName)") }

  /// The name of the socket unit beside the unit, with `.socket`.
  package var socketName: String { unitName.dropLast(".service".count) + ".socket" }

  /// Where the user's LaunchAgents are.
  package static func launchAgents(home: AbsolutePath) -> AbsolutePath { home.appending("Library/LaunchAgents") }

  /// Where the LaunchAgent's property list is written.
  package var launchAgentPath: AbsolutePath { Self.launchAgents(home: home).appending("\(launchdLabel).plist") }

  /// The port when neither flag, environment nor config names one: 18789, dev 19001.
  ///
  /// Nil for other names, which get a free base at setup or install.
  package var defaultPort: Port? {
    switch name {
    case .default: PortPlan.defaultBase
    case .dev: PortPlan.developmentBase
    case .named: nil
    }
  }

  /// The same profile with a command line for it: `openclaw --profile rescue gateway install`.
  package func commandLine(_ words: String) -> String {
    switch name {
    case .default: "openclaw \(words)"
    case .named(let name): "openclaw --profile \(name) \(words)"
    }
  }
}

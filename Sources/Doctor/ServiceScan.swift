import Platform
import Services

/// Looks through unit directories for services other than a profile's own.
package enum ServiceScan {
  /// A service that may get in the way of ours.
  package struct Entry: Hashable, Sendable {
    /// Why it may get in the way.
    package enum Kind: Hashable, Sendable {
      /// A gateway of one of the earlier names.
      case legacy
      /// Somebody else's definition that starts a gateway.
      case extra
    }

    /// Why it may get in the way.
    package let kind: Kind
    /// The unit's name, or the agent's label.
    package let unit: String
    /// Where its file is.
    package let path: AbsolutePath
    /// Whose manager reads it.
    package let scope: ServiceScope
    /// Whether it is a LaunchAgent and no unit.
    package var isAgent = false

    /// The command line that ends it, and has it start by itself no more.
    package var disabling: String {
      if isAgent { return "launchctl bootout gui/$UID/\(unit)" }
      return "\(scope == .user ? "systemctl --user" : "sudo systemctl") disable --now \(unit)"
    }

  }

  /// The directories in which an account's units are.
  package static func userDirectories(home: AbsolutePath) -> [AbsolutePath] {
    [home.appending(".config/systemd/user")]
  }

  /// The directories in which the machine's units are, `/lib` left out where it is the same as `/usr/lib`.
  package static let systemDirectories = [
    "etc/systemd/system", "usr/local/lib/systemd/system", "usr/lib/systemd/system",
  ]
  .map { AbsolutePath.root.appending($0) }

  /// The services found in these directories, without those of openclaw's own profiles.
  ///
  /// Unreadable files are skipped: the scan is about what it can see.
  package static func entries(in directories: [AbsolutePath], scope: ServiceScope) -> [Entry] {
    directories.flatMap { directory in
      units(in: directory).compactMap { name in entry(directory.appending(name), scope) }
    }
  }

  /// The directories of agents and daemons that are not one user's.
  package static let sharedAgentDirectories = ["Library/LaunchAgents", "Library/LaunchDaemons"]
    .map { AbsolutePath.root.appending($0) }

  /// The LaunchAgents found in these directories, without those of openclaw's own profiles.
  package static func agents(in directories: [AbsolutePath], scope: ServiceScope) -> [Entry] {
    directories.flatMap { directory in
      names(in: directory, endingWith: ".plist").compactMap { name in agent(directory.appending(name), scope) }
    }
  }

  private static func agent(_ path: AbsolutePath, _ scope: ServiceScope) -> Entry? {
    guard let bytes = content(of: path), mentionsGateway(bytes) else { return nil }
    let agent: InstalledAgent
    do { agent = try InstalledAgent(bytes) } catch { return nil }
    let label = agent.label ?? String(path.lastComponent.dropLast(".plist".count))
    let ownership = UnitOwnership(agent)
    let isLegacy = LegacyAgent.isLabel(label)
    if !isLegacy, ownership != .gatewayLike { return nil }
    return Entry(kind: isLegacy ? .legacy : .extra, unit: label, path: path, scope: scope, isAgent: true)
  }

  private static func names(in directory: AbsolutePath, endingWith ending: String) -> [String] {
    do { return try (Files.list(directory) ?? []).filter { $0.hasSuffix(ending) } } catch { return [] }
  }

  private static func units(in directory: AbsolutePath) -> [String] {
    names(in: directory, endingWith: ".service").filter { !$0.hasPrefix("systemd-") }
  }

  private static func entry(_ path: AbsolutePath, _ scope: ServiceScope) -> Entry? {
    guard let bytes = content(of: path), mentionsGateway(bytes) else { return nil }
    let name = path.lastComponent
    if legacyStems.contains(where: { name == "\($0).service" || name.hasPrefix("\($0)-") }) {
      return Entry(kind: .legacy, unit: name, path: path, scope: scope)
    }
    switch UnitOwnership(fileName: name, unit: InstalledUnit(UnitFile(bytes))) {
    case .gatewayLike: return Entry(kind: .extra, unit: name, path: path, scope: scope)
    case .ours, .foreign: return nil
    }
  }

  private static func content(of path: AbsolutePath) -> [UInt8]? {
    do { return try Files.read(path, limit: 1 << 20) } catch { return nil }
  }

  /// A cheap look before a unit is parsed: a command that starts a gateway has the word in it.
  private static func mentionsGateway(_ bytes: [UInt8]) -> Bool {
    let word = Array("gateway".utf8)
    guard bytes.count >= word.count else { return false }
    return bytes.indices.dropLast(word.count - 1).contains { index in
      bytes[index] == word[0] && bytes[index..<index + word.count].elementsEqual(word)
    }
  }

  /// The units of the earlier names.
  private static let legacyStems = ["moltbot-gateway", "clawdbot-gateway", "clawdis-gateway", "moldbot-gateway"]
}

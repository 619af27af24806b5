import Platform
import Profiles

/// A LaunchAgent that openclaw, or a program of its earlier names, has left behind under a label no longer used.
package struct LegacyAgent: Hashable, Sendable {
  /// The label that is no longer used.
  package let label: LaunchdLabel
  /// Where its property list is, or would be.
  package let path: AbsolutePath

  /// The agent of a label at its usual place.
  package init(_ label: LaunchdLabel, home: AbsolutePath) {
    self.label = label
    path = Profile.launchAgents(home: home).appending("\(label).plist")
  }

  /// The labels that one profile's gateway has had.
  package static func labels(of profile: ProfileName) -> [LaunchdLabel] {
    switch profile {
    case .default:
      ["com.openclaw.gateway", "com.clawdbot.gateway", "com.steipete.clawdbot.gateway"].compactMap { LaunchdLabel($0) }
    case .named(let name): ["com.openclaw.\(name)", "com.clawdbot.\(name)"].compactMap { LaunchdLabel($0) }
    }
  }

  /// Whether a label is one that some profile's gateway has had.
  package static func isLabel(_ text: String) -> Bool {
    if text == "com.steipete.clawdbot.gateway" { return true }
    let name = ["com.openclaw.", "com.clawdbot."].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    return name.map { $0 == "gateway" || !ServiceIdentity.reservedLaunchdNames.contains(String($0)) } ?? false
  }

  /// The agents of a profile's earlier labels.
  ///
  /// An agent counts when its file is there or launchd has it. Other profiles' agents are theirs; the app's and the node
  /// host's, whose labels a profile of that name would have had, are left alone.
  package static func agents(
    of profile: ProfileName, home: AbsolutePath, isLoaded: (LaunchdLabel) throws(ServiceManagerError) -> Bool
  ) throws -> [LegacyAgent] {
    if case .named(let name) = profile, ServiceIdentity.reservedLaunchdNames.contains(name) { return [] }
    return try labels(of: profile).compactMap { label in
      let agent = LegacyAgent(label, home: home)
      let isThere = try Files.status(agent.path, followingLinks: false) != nil || isLoaded(label)
      return isThere ? agent : nil
    }
  }
}

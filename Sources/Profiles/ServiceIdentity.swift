import Platform

/// The names a profile's gateway has with each service manager.
package enum ServiceIdentity {
  /// `openclaw-gateway.service` or `openclaw-gateway-<profile>.service`.
  package static func unitName(_ profile: ProfileName) -> String { "openclaw-gateway\(profile.suffix).service" }

  /// The profile a unit's file name stands for; nil when it is none of ours.
  package static func profile(ofUnit name: String) -> ProfileName? {
    guard name.hasPrefix("openclaw-gateway"), name.hasSuffix(".service") else { return nil }
    let suffix = name.dropFirst("openclaw-gateway".count).dropLast(".service".count)
    do {
      let profile = try ProfileName(String(suffix.dropFirst()))
      return unitName(profile) == name ? profile : nil
    } catch { return nil }
  }

  /// A unit's name as the user gives it, with `.service` added when it is missing; nil for what systemd takes for no
  /// unit name: `systemd.unit(5)`.
  package static func completeUnitName(_ text: String) -> String? {
    let name = text.hasSuffix(".service") ? text : "\(text).service"
    let isAllowed = { (byte: UInt8) in byte.isASCIIAlphanumeric || ":-_.\\@".utf8.contains(byte) }
    let fits = name.utf8.count <= 255 && name != ".service"
    return fits && name.utf8.allSatisfy(isAllowed) ? name : nil
  }

  /// `bot.molt.gateway` or `bot.molt.<profile>`.
  package static func launchdLabel(_ profile: ProfileName) -> String {
    switch profile {
    case .default: "bot.molt.gateway"
    case .named(let name): "bot.molt.\(name)"
    }
  }

  /// The profile whose gateway has a label; nil for labels of others, the app and the node host among them.
  package static func profile(ofLabel label: String) -> ProfileName? {
    if label == launchdLabel(.default) { return .default }
    guard label.hasPrefix("bot.molt.") else { return nil }
    do {
      let profile = try ProfileName(String(label.dropFirst("bot.molt.".count)))
      let isOthers = reservedLaunchdNames.contains(profile.text) || label.utf8.contains { (0x41...0x5A).contains($0) }
      return launchdLabel(profile) == label && !isOthers ? profile : nil
    } catch { return nil }
  }

  /// The profiles that can have no label of their own: `gateway` makes the default profile's, `node` the node host's,
  /// `mac` the app's.
  package static let reservedLaunchdNames: Set<String> = ["gateway", "node", "mac"]

  /// Whether a text can be a label: a file's name, and a word of `launchctl`'s service targets.
  package static func isLaunchdLabel(_ text: String) -> Bool {
    let isAllowed = { (byte: UInt8) in byte.isASCIIAlphanumeric || ".-_".utf8.contains(byte) }
    return text.utf8.first?.isASCIIAlphanumeric == true && text.utf8.count <= 200 && text.utf8.allSatisfy(isAllowed)
  }

  /// `OpenClaw Gateway (profile: rescue, v2026.2.0)`, with the parts that exist.
  package static func description(_ profile: ProfileName, version: String?) -> String {
    var parts: [String] = []
    if case .named(let name) = profile { parts.append("profile: \(name)") }
    if let version { parts.append("v\(version)") }
    return parts.isEmpty ? "OpenClaw Gateway" : "OpenClaw Gateway (\(parts.joined(separator: ", ")))"
  }
}

import Platform

/// The names a profile's gateway has with each service manager.
package enum ServiceIdentity {
  /// `openclaw-gateway.service` or `openclaw-gateway-<profile>.service`.
  package static func unitName(_ profile: ProfileName) -> String { "openclaw-gateway\(profile.suffix).service" }

  /// The profile a unit's file name stands for; nil when it is none of ours.
  package static func profile(ofUnit name: String) -> ProfileName? {
    guard name.hasPrefix("openclaw-gateway"), name.hasSuffix(".service") else { return nil }
    let middle = name.dropFirst("openclaw-gateway".count).dropLast(".service".count)
    if middle.isEmpty { return .default }
    guard middle.first == "-" else { return nil }
    do { return try ProfileName(String(middle.dropFirst())) } catch { return nil }
  }

  /// `bot.molt.gateway` or `bot.molt.<profile>`.
  package static func launchdLabel(_ profile: ProfileName) -> String {
    switch profile {
    case .default: "bot.molt.gateway"
    case .named(let name): "bot.molt.\(name)"
    }
  }

  /// `OpenClaw Gateway (profile: rescue, v2026.2.0)`, with the parts that exist.
  package static func description(_ profile: ProfileName, version: String?) -> String {
    var parts: [String] = []
    if case .named(let name) = profile { parts.append("profile: \(name)") }
    if let version { parts.append("v\(version)") }
    return parts.isEmpty ? "OpenClaw Gateway" : "OpenClaw Gateway (\(parts.joined(separator: ", ")))"
  }
}

import Configuration
import Platform
import Profiles
import Services

/// Checks that no two profiles of an account have one port, one directory or one config.
enum ProfileChecks {
  static let all: [Check] = [
    Check(
      "profiles-overlap", .state, .critical, "Two profiles share a port or a directory", needs: [.profiles],
      look: overlaps),
    Check(
      "ports-overlap", .state, .info, "A port of the profile lies in the CDP range of another", needs: [.profiles],
      look: ranges),
  ]

  private static func overlaps(_ examination: Examination) -> [Symptom] {
    let own = examination.profile
    return examination.others.flatMap { other -> [Symptom] in
      let ports = own.ports(examination).flatMap { mine in other.ports?.collisions(with: mine).first }
      let port = ports.map { collision in
        Symptom(
          "port \(collision.port) is that of profile \(other.profile.name) too (\(collision.ours.rawValue))",
          at: other.profile.configPath.string,
          remedy: examination.command("gateway install --force --port <number>"))
      }
      return [port].compactMap { $0 } + shared(examination, other)
    }
  }

  private static func shared(_ examination: Examination, _ other: SurveyedProfile) -> [Symptom] {
    let (mine, theirs) = (examination.profile, other.profile)
    let settings = (examination.configuration.configuration, other.configuration.configuration)
    let pairs = [
      ("state directory", mine.stateDirectory, theirs.stateDirectory), ("config", mine.configPath, theirs.configPath),
      ("workspace", settings.0.workspace(of: mine), settings.1.workspace(of: theirs)),
    ]
    return pairs.filter { $0.1 == $0.2 }.map { pair in
      Symptom(
        "profile \(theirs.name) has the same \(pair.0)", at: pair.1.string, remedy: "openclaw profiles list",
        severity: pair.0 == "workspace" ? .warn : nil)
    }
  }

  private static func ranges(_ examination: Examination) -> [Symptom] {
    examination.others.compactMap { other in
      guard let mine = examination.profile.ports(examination), let theirs = other.ports,
        mine.collisions(with: theirs).isEmpty, let range = mine.overlap(with: theirs)
      else { return nil }
      return Symptom(
        "ports \(range.lowerBound) to \(range.upperBound) are shared with profile \(other.profile.name)",
        at: other.profile.configPath.string, remedy: "choose bases at least \(PortPlan.spacing) apart")
    }
  }
}

extension Profile {
  /// The ports that the examined profile uses; nil when it has none that can carry a family.
  fileprivate func ports(_ examination: Examination) -> PortPlan? {
    let configuration = examination.configuration.configuration
    guard let port = examination.unit?.definition.port ?? configuration.port ?? defaultPort else { return nil }
    do { return try PortPlan(base: port, canvas: configuration.canvasHost.port) } catch { return nil }
  }
}

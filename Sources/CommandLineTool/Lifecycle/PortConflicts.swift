import CommandTree
import Doctor
import Platform
import Profiles

/// Checks a family of ports against other profiles and against what listens now.
struct PortConflicts {
  let plan: PortPlan
  let others: [SurveyedProfile]
  let listeners: [ListeningSocket]
  /// The main processes of this profile's own services, whose listeners are no conflict.
  let ownProcesses: [Int32]
  /// The port that the service manager listens on for this profile; nil when it does not.
  let ownPort: Port?
  /// The command line that takes a free port instead; nil when none is left.
  let alternative: String?

  /// Refuses a port that another installed profile has in its unit, or that a foreign program listens on.
  func check() throws(CommandFailure) {
    for other in others where other.installed != nil {
      guard let collision = other.ports.flatMap({ plan.collisions(with: $0).first }) else { continue }
      throw CommandFailure(
        "port \(collision.port) (\(collision.ours.rawValue)) belongs to profile \(other.profile.name)",
        location: other.installed?.path.string,
        reason: "it is that profile's \(collision.theirs.rawValue) port",
        hints: (alternative.map { [$0] } ?? []) + ["openclaw profiles list"], code: "port-collision",
        exitStatus: .portHeld)
    }
    for (role, port) in plan.exclusive {
      guard let listener = listeners.first(where: { $0.port == port && !isOwn($0) }) else { continue }
      throw CommandFailure(
        "port \(port) (\(role.rawValue)) is held by another program", location: listener.endpoint,
        reason: Self.holder(of: listener),
        hints: [alternative, listener.holder.map { "kill \($0.processIdentifier)" }].compactMap { $0 },
        code: "port-foreign", exitStatus: .portHeld)
    }
  }

  /// Ranges that meet but collide in no port that is surely used: a warning that names the owner.
  func warnings() -> [String] {
    others.compactMap { other in
      guard let range = other.ports.flatMap({ plan.overlap(with: $0) }) else { return nil }
      let ports = "ports \(range.lowerBound) to \(range.upperBound)"
      return "\(ports) are shared with the CDP range of profile \(other.profile.name)"
    }
  }

  private func isOwn(_ listener: ListeningSocket) -> Bool {
    listener.port == ownPort || listener.holder.map { ownProcesses.contains($0.processIdentifier) } ?? false
  }

  /// Who holds a listener, as far as rights allow to know.
  static func holder(of listener: ListeningSocket) -> String {
    guard let holder = listener.holder else { return "it belongs to \(person(listener.userID))" }
    return "process \(holder.processIdentifier) (\(holder.command)) of \(person(holder.userID))"
  }

  private static func person(_ userID: UInt32) -> String {
    do { return try Account.withID(userID)?.name ?? "user id \(userID)" } catch { return "user id \(userID)" }
  }
}

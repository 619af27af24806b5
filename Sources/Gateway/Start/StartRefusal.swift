import Platform

/// Why a gateway does not start, in the four parts a person needs: what, where, why, and what mends it.
package struct StartRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The exit status, by what a supervisor can do about it.
  package enum Kind: Int32, Hashable, Sendable {
    /// A restart may help.
    case failed = 1
    /// A flag's value makes no sense.
    case usage = 2
    /// Something else holds the port.
    case portHeld = 7
    /// Only a change of the configuration helps: units do not restart it.
    case configuration = 78
  }

  /// What a supervisor can do about it.
  package let kind: Kind
  /// What does not happen, in words that log readers look for.
  package let what: String
  /// The key or flag, and the file that holds it.
  package let place: String?
  /// Why.
  package let reason: String
  /// A command, or an action, that mends it.
  package let remedy: String
  /// The errno behind it, for the service manager.
  package let code: Int32?

  package init(
    _ kind: Kind, _ what: String, place: String? = nil, reason: String, remedy: String, code: Int32? = nil
  ) {
    self.kind = kind
    self.what = what
    self.place = place
    self.reason = reason
    self.remedy = remedy
    self.code = code
  }

  /// The kernel refuses something the loop cannot do without.
  init(system error: SystemError) {
    self.init(
      .failed, "gateway start blocked", place: error.subject, reason: error.description,
      remedy: "see to what the system says and start again", code: error.code)
  }

  /// One line, so that the last line of a log says it all.
  package var description: String {
    let place = place.map { " (\($0))" } ?? ""
    return "\(what)\(place): \(reason). To mend it: \(remedy)"
  }

  /// The exit status of the process.
  package var exitStatus: Int32 { kind.rawValue }
}

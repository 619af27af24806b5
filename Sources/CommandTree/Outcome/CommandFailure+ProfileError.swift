import Profiles

extension CommandFailure {
  /// A profile that cannot be meant: exit status 2, as for every mistake in the command line.
  ///
  /// - Parameter isInherited: whether a bad name came from `OPENCLAW_PROFILE` and not from `--profile`.
  package init(_ error: ProfileError, isInherited: Bool = false) {
    switch error {
    case .badName(let text):
      self.init(
        "\"\(text)\" is no profile name", location: isInherited ? "OPENCLAW_PROFILE" : "--profile",
        reason: "a name has 1 to 64 letters, digits, _ and -, and starts with a letter or digit",
        hints: [isInherited ? "unset OPENCLAW_PROFILE" : "openclaw profiles list"], code: "bad-profile-name",
        exitStatus: .usage)
    case .noHome:
      self.init(
        "the home directory is not known", reason: "HOME is not set and this user id has no account",
        hints: ["HOME=/path/to/home openclaw …"], code: "no-home", exitStatus: .failure)
    case .badPath(let variable, let value):
      self.init(
        "\"\(value)\" is no path", location: variable,
        reason: value.hasPrefix("~") ? "only ~ and ~/ stand for a home directory here, nobody else's does" : nil,
        hints: ["unset \(variable)"], code: "bad-path", exitStatus: .usage)
    case .badUnitName(let variable, let value):
      self.init(
        "\"\(value)\" is no name of a service unit", location: variable,
        reason: "systemd allows letters, digits and : - _ . \\ @, 255 in all", hints: ["unset \(variable)"],
        code: "bad-unit-name", exitStatus: .usage)
    case .badLaunchdLabel(let variable, let value):
      self.init(
        "\"\(value)\" is no label", location: variable,
        reason: "a label is letters, digits, dots, hyphens and underscores, 200 in all", hints: ["unset \(variable)"],
        code: "bad-label", exitStatus: .usage)
    }
  }
}

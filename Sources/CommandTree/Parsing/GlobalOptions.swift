/// What the flags before the command say.
package struct GlobalOptions: Hashable, Sendable {
  /// The profile named by `--profile` or `--dev`, not yet checked against the rules for names.
  package internal(set) var profile: String?
  /// Whether it was named by `--dev`.
  package internal(set) var isDev = false
  /// Whether `--no-color` stands anywhere in the line.
  package internal(set) var noColor = false
}

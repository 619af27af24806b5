import JSON
import Platform

extension ConfigurationSnapshot {
  /// The warning that others may open the main file though a secret stands in it; nil when there is nothing to warn of.
  ///
  /// A `${NAME}` is no secret. Looks at the file's mode: `stat(2)`.
  package func exposure(home: AbsolutePath?) throws(SystemError) -> ConfigurationProblem? {
    guard let mode = try Files.status(path)?.mode, mode & 0o077 != 0, holdsSecret else { return nil }
    return ConfigurationProblem(
      "is open to others (mode \(mode.octalMode)) and holds a secret", in: path, position: nil,
      remedy: "Close it: " + OwnerAdvice.closing(path, isPlain: OwnerAdvice.isPlain(path), home: home))
  }

  private var holdsSecret: Bool {
    do throws(ConfigurationProblem) {
      let document = try (bytes ?? []).parsed(as: path)
      var substitution = VariableSubstitution(Environment())
      guard let literal = substitution.apply(to: document.value) else { return false }
      return Redaction(hidden: []).apply(to: literal) != literal
    } catch { return false }
  }
}

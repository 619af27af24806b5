/// A command line that was not understood, and how the caller wants to be told.
///
/// The exit status is always 2.
package struct UsageFailure: Error, Hashable, Sendable {
  /// The mistake in four parts.
  package let failure: CommandFailure
  /// The action recognised before the mistake.
  package let action: CommandAction?
  /// Whether `--json` was asked for, wherever in the line: then the failure is one JSON document.
  package let wantsJSON: Bool
  /// The global options read before the mistake.
  package let globals: GlobalOptions
}

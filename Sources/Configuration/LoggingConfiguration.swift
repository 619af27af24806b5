import Platform

/// What is logged, where, and how it looks.
package struct LoggingConfiguration: Hashable, Sendable {
  /// How standard output looks.
  package enum ConsoleStyle: String, Hashable, Sendable, CaseIterable { case pretty, compact, json }

  /// The least severe entry in the log file.
  package var level: LogLevel
  /// The least severe entry on standard output.
  package var consoleLevel: LogLevel
  /// Nil means `pretty` on a terminal and `compact` elsewhere.
  package var consoleStyle: ConsoleStyle?
  /// The log file; nil means the profile's own.
  package var file: AbsolutePath?
  /// Whether secrets in logged values are masked.
  package var masksSecrets: Bool
}

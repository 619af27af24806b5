import Configuration

/// What `openclaw help` explains beside commands.
package enum HelpTopic: String, CaseIterable, Sendable {
  case exitStatus = "exit-status"
  case configuration

  /// One line for completions.
  var summary: String {
    switch self {
    case .exitStatus: "The exit statuses, for scripts"
    case .configuration: "Every key of the config"
    }
  }

  /// The topic's page, in Markdown.
  package var page: String {
    switch self {
    case .exitStatus: ExitStatusPage.markdown
    case .configuration: ConfigurationPage.markdown
    }
  }
}

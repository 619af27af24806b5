/// What `openclaw help` explains beside commands.
package enum HelpTopic: String, CaseIterable, Sendable {
  case exitStatus = "exit-status"

  /// One line for completions.
  var summary: String {
    switch self {
    case .exitStatus: "The exit statuses, for scripts"
    }
  }

  /// The topic's page, in Markdown.
  package var page: String {
    switch self {
    case .exitStatus: ExitStatusPage.markdown
    }
  }
}

/// What `openclaw help` explains beside commands.
package enum HelpTopic: String, CaseIterable, Sendable {
  case exitStatus = "exit-status"
}

import CommandTree
import JSON

/// Prints a failure as text on standard error, or as the one JSON document on standard output.
struct FailurePrinter {
  let console: Console
  let style: OutputStyle
  let wantsJSON: Bool

  func print(_ failure: CommandFailure, action: CommandAction?, profile: String?) -> ExitStatus {
    let failure = failure.suggesting(profile: profile)
    if wantsJSON {
      console.write(failure.envelope(action: action).text(pretty: true) + "\n", to: .output)
    } else {
      console.write(failure.text(style), to: .error)
    }
    return failure.exitStatus
  }
}

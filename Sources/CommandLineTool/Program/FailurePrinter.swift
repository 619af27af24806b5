import CommandTree
import JSON

/// Prints a failure as text on standard error, or as the one JSON document on standard output.
struct FailurePrinter {
  let console: Console
  let style: OutputStyle
  let wantsJSON: Bool

  func print(_ failure: CommandFailure, action: CommandAction?, profile: String?) -> ExitStatus {
    let failure = failure.suggesting(profile: profile)
    guard wantsJSON else {
      console.write(failure.text(style), to: .error)
      return failure.exitStatus
    }
    do { try console.answer(failure.envelope(action: action).text(pretty: true) + "\n") } catch {
      console.write(error.text(style), to: .error)
    }
    return failure.exitStatus
  }
}

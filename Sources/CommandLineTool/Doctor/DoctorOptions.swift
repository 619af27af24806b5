import CommandTree
import Glibc
import Platform

/// What a run of the doctor may do, decided by its flags and by who is there to be asked.
struct DoctorOptions: Hashable {
  /// Who decides about a repair.
  enum Consent: Hashable {
    /// Nobody: repairs are only shown.
    case none
    /// The person at the terminal, one by one.
    case asking
    /// The command line.
    case given
  }

  let consent: Consent
  /// Whether repairs are made that take away what somebody has put into a unit.
  let isForced: Bool
  /// Whether services are left alone.
  let sparesServices: Bool
  /// Whether a missing token is made even where nothing else is repaired.
  let makesToken: Bool
  let isDryRun: Bool

  /// Whether the run may end in a change.
  var mayChange: Bool { !isDryRun && (consent != .none || makesToken) }

  init(_ context: CommandContext) {
    let invocation = context.invocation
    isDryRun = invocation[.dryRun]
    isForced = invocation[.force]
    sparesServices = invocation[.nonInteractive]
    makesToken = invocation[.generateGatewayToken]
    if invocation[.fix] || invocation[.repair] || invocation[.yes] {
      consent = .given
    } else {
      let isSomebodyThere = isatty(0) == 1 && context.console.output.isTerminal && context.console.error.isTerminal
      consent = isSomebodyThere && !sparesServices && !isDryRun && !context.wantsJSON ? .asking : .none
    }
  }
}

import CommandTree
import Glibc
import Platform
import Profiles

extension CommandContext {
  /// Looks the process's surroundings up once, and decides the profile.
  ///
  /// - Parameter executable: the `openclaw` that commands start and name in definitions; nil for the running program.
  package static func make(
    _ invocation: ParsedInvocation, arguments: [String], environment: Environment, executable: AbsolutePath?,
    console: Console
  ) throws(CommandFailure) -> CommandContext {
    let account = try currentAccount(environment)
    let workingDirectory = AbsolutePath.workingDirectory()
    let program: AbsolutePath?
    do {
      let running = AbsolutePath.root.appending("proc/self/exe")
      program = if let executable { executable } else { try Files.resolved(running) }
    } catch { throw CommandFailure(error) }
    let selection: ProfileSelection
    do {
      selection = try ProfileSelection(
        flag: invocation.globals.profile, environment: environment, home: account.home,
        workingDirectory: workingDirectory)
    } catch { throw CommandFailure(error, isInherited: invocation.globals.profile == nil) }
    for warning in selection.warnings { console.write("[openclaw] \(warning)\n", to: .error) }
    return CommandContext(
      invocation: invocation, arguments: arguments, environment: selection.environment, profile: selection.profile,
      account: account, workingDirectory: workingDirectory, executable: program ?? .root, console: console)
  }

  /// The effective account; `HOME` wins over its home directory, as everywhere.
  private static func currentAccount(_ environment: Environment) throws(CommandFailure) -> Account {
    let home: AbsolutePath?
    let known: Account?
    do {
      known = try Account.withID(Account.effectiveUserID)
      home = try AbsolutePath.home(environment)
    } catch { throw CommandFailure(error) }
    guard let home else { throw CommandFailure(ProfileError.noHome) }
    return Account(
      name: known?.name ?? String(Account.effectiveUserID), userID: Account.effectiveUserID,
      groupID: known?.groupID ?? getegid(), home: home)
  }
}

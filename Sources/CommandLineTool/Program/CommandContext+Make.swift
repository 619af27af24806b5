import CommandTree
import Glibc
import Platform
import Profiles

extension CommandContext {
  /// Looks the process's surroundings up once, and decides the profile.
  package static func make(
    _ invocation: ParsedInvocation, arguments: [String], environment: Environment, console: Console
  ) throws(CommandFailure) -> CommandContext {
    do {
      let account = try currentAccount(environment)
      let workingDirectory = try currentDirectory()
      let executable = try Files.resolved(AbsolutePath.root.appending("proc/self/exe"))
      let selection = try Result { () throws(ProfileError) in
        try ProfileSelection(
          flag: invocation.globals.profile, environment: environment, home: account.home,
          workingDirectory: workingDirectory)
      }.mapError { CommandFailure($0) }.get()
      let context = CommandContext(
        invocation: invocation, arguments: arguments, environment: selection.environment, profile: selection.profile,
        account: account,
        workingDirectory: workingDirectory, executable: executable ?? .root, console: console)
      for warning in selection.warnings { console.write("[openclaw] \(warning)\n", to: .error) }
      return context
    } catch let error as SystemError { throw CommandFailure(error) } catch let error as CommandFailure {
      throw error
    } catch { throw CommandFailure("\(error)", code: "unexpected") }
  }

  /// The effective account; `HOME` wins over its home directory, as everywhere.
  private static func currentAccount(_ environment: Environment) throws -> Account {
    let known = try Account.withID(Account.effectiveUserID)
    guard let home = environment["HOME"].flatMap({ AbsolutePath($0) }) ?? known?.home else {
      throw CommandFailure(ProfileError.noHome)
    }
    return Account(
      name: known?.name ?? String(Account.effectiveUserID), userID: Account.effectiveUserID,
      groupID: known?.groupID ?? getegid(), home: home)
  }

  /// `getcwd(3)`; the root when the directory has been removed, since only relative paths would need it.
  private static func currentDirectory() throws -> AbsolutePath {
    guard let text = getcwd(nil, 0) else { return .root }
    defer { free(text) }
    return AbsolutePath(String(cString: text)) ?? .root
  }
}

import CommandTree
import Doctor
import Platform
import Profiles
import Services

/// The service a lifecycle command acts on: which profile of which account, in which scope, and through which manager.
struct ServiceTarget {
  let profile: Profile
  /// Whose home the profile is in, and whom the gateway runs as.
  let account: Account
  let scope: ServiceScope
  let managerKind: ServiceManagerKind
  let connection: ServiceConnection

  /// Whose rights files in the home are written with; nil when those are this process's own.
  var fileOwner: Account? { account.userID == Account.effectiveUserID ? nil : account }

  /// The file by which the manager knows the service.
  var definitionFile: DefinitionFile { DefinitionFile(managerKind, of: profile, scope: scope) }

  /// The file of the socket unit beside it, which only systemd has.
  var socketFile: SocketUnitFile { SocketUnitFile(of: profile, scope: scope) }

  /// That file's place in the scope.
  var definitionPath: AbsolutePath { definitionFile.path }

  /// The name by which the manager knows the service.
  var service: String { profile.serviceName(managerKind) }

  var journal: PlanJournal { PlanJournal(at: profile.planJournal(scope, of: account)) }

  /// Where the last run of the doctor keeps what it takes to put the old state back.
  var undoJournal: PlanJournal {
    PlanJournal(at: AbsolutePath.root.appending("\(journal.path).undo"), as: journal.owner)
  }

  /// Takes plans of this target back.
  var undoers: [any Undoer] {
    [FileUndoer(), ServiceUndoer { [connection] _, _ in connection }]
  }

  /// - Parameters:
  ///   - executable: what a supervisor in the background is to be; nil where none may be started.
  ///   - environment: where launchd's program is looked for, and what it is run with.
  ///   - patience: how long one question to the manager may take.
  init(
    profile: Profile, account: Account, scope: ServiceScope, managerKind: ServiceManagerKind = .systemd,
    executable: AbsolutePath? = nil, environment: Environment = Environment([:]),
    patience: Duration = ServiceConnection.patience
  ) {
    self.profile = profile
    self.account = account
    self.scope = scope
    self.managerKind = managerKind
    connection = ServiceConnection(
      managerKind, scope: scope, userID: account.userID, home: profile.home, executable: executable,
      environment: environment, isReady: { AgentReadiness.isReady($0, process: $1, of: profile) }, patience: patience)
  }

  /// A target with the manager that the command asks for, or that this machine has.
  ///
  /// A manager that hangs is not waited for longer than for the service.
  init(
    _ context: CommandContext, profile: Profile, account: Account, scope: ServiceScope
  ) throws(CommandFailure) {
    let kind = try context.managerKind(scope)
    if kind == .launchd { try Self.checkLabel(of: profile) }
    self.init(
      profile: profile, account: account, scope: scope, managerKind: kind, executable: context.executable,
      environment: context.environment, patience: max(.seconds(1), min(context.wait, ServiceConnection.patience)))
  }

  /// The target of an install: the user's own scope, or with `--system` the account of `--run-as`.
  static func forInstall(_ context: CommandContext) throws(CommandFailure) -> ServiceTarget {
    guard context.invocation[.system] else {
      let target = try ServiceTarget(context, profile: context.profile, account: context.account, scope: .user)
      try context.refuseOtherAccounts(target)
      return target
    }
    _ = try context.managerKind(.system)
    try requireRoot(context)
    let account = try accountToRunAs(context)
    let profile = Profile(context.profile.name, home: account.home)
    return try ServiceTarget(context, profile: profile, account: account, scope: .system)
  }

  /// The account of `--run-as`, which a system service does not do without.
  ///
  /// It must have a home directory, where config and state are kept.
  private static func accountToRunAs(_ context: CommandContext) throws(CommandFailure) -> Account {
    guard let name = context.invocation[.runAs] else { throw .runAsMissing(context, "gateway install --system") }
    let account = try account(named: name)
    let home: FileStatus?
    do { home = try Files.status(account.home) } catch { throw CommandFailure(error) }
    if home?.kind == .directory { return account }
    throw CommandFailure(
      "\(account.name) has no home directory", location: "--run-as \(name): \(account.home)",
      reason: "the gateway keeps config and state there", hints: ["mkhomedir_helper \(account.name)"],
      code: "no-home-directory", exitStatus: .usage)
  }

  /// The target of every other command: wherever the profile's unit is, the user's scope first; `--system` insists.
  static func installed(_ context: CommandContext) throws(CommandFailure) -> ServiceTarget {
    let survey = try context.survey()
    let wantsSystem = context.invocation[.system]
    if try context.managerKind(wantsSystem ? .system : .user) == .launchd {
      let profile = survey.agent.map { context.profile.served(by: $0.definition) } ?? context.profile
      return try ServiceTarget(context, profile: profile, account: context.account, scope: .user)
    }
    if !wantsSystem && (survey.userUnit != nil || survey.systemUnit == nil) {
      let profile = survey.userUnit.map { context.profile.served(by: $0.definition) } ?? context.profile
      return try ServiceTarget(context, profile: profile, account: context.account, scope: .user)
    }
    let unit = try systemUnit(context)
    let name = unit?.user ?? "root"
    let account = name == context.account.name ? context.account : try account(named: name)
    let profile =
      account.userID == context.account.userID ? context.profile : Profile(context.profile.name, home: account.home)
    return try ServiceTarget(
      context, profile: unit.map { profile.served(by: $0.definition) } ?? profile, account: account, scope: .system)
  }

  /// The command line that acts on this very service: `sudo openclaw gateway start --system`.
  func commandLine(_ words: String) -> String {
    guard scope == .system else { return profile.commandLine(words + managerWords) }
    let account = words.hasPrefix("gateway install") ? " --run-as \(account.name)" : ""
    return asRoot(profile.commandLine(words) + " --system" + account)
  }

  /// What chooses the manager where it is not the machine's own choice.
  private var managerWords: String {
    managerKind == .launchd && !MachineFacts.current().isMac ? " --manager \(managerKind.rawValue)" : ""
  }

  /// Refuses a profile that can have no label of its own.
  static func checkLabel(of profile: Profile) throws(CommandFailure) {
    do { _ = try LaunchdLabel(of: profile) } catch { throw CommandFailure(error, profile, manager: "launchd") }
  }

  /// A command line that only root may run, as this process's user would write it.
  func asRoot(_ command: String) -> String { Account.effectiveUserID == 0 ? command : "sudo \(command)" }

  /// Stops a command that only root can carry out in the system's scope.
  static func requireRoot(_ context: CommandContext) throws(CommandFailure) {
    guard Account.effectiveUserID != 0 else { return }
    throw CommandFailure(
      "a system service can be changed by root only", location: context.profile.unitName,
      hints: [context.commandLineForRoot],
      code: "needs-root", exitStatus: .notPermitted)
  }

  private static func systemUnit(_ context: CommandContext) throws(CommandFailure) -> InstalledService? {
    do { return try InstalledService.read(DefinitionFile(.systemd, of: context.profile, scope: .system)) } catch {
      throw CommandFailure(error)
    }
  }

  /// An account by its name or number; a name that nobody has is a mistake in `--run-as`.
  static func account(named name: String) throws(CommandFailure) -> Account {
    do {
      if let account = try Account.named(name) { return account }
      if let id = UInt32(name), let account = try Account.withID(id) { return account }
    } catch { throw CommandFailure(error) }
    throw CommandFailure(
      "there is no account \(name)", location: "--run-as", hints: ["getent passwd"], code: "no-such-account",
      exitStatus: .usage)
  }
}

extension CommandContext {
  /// What the profile's own files say.
  func survey() throws(CommandFailure) -> SurveyedProfile {
    do { return try ProfileSurvey.survey(profile, account: account, environment: environment) } catch {
      throw CommandFailure(error)
    }
  }
}

import Configuration
import Glibc
import Platform
import Profiles

extension GatewayLog {
  /// The log of a profile: the journal or standard output, and `<state>/logs/gateway.log`.
  ///
  /// Where standard output is that very file, as under launchd, each line is written once, by the one that rotates it.
  /// Never fails: a file that cannot be opened is tried again with every line. Where its directory is missing, lines
  /// wait for `openFile`.
  package static func open(
    profile: Profile, environment: Environment, usesColor: Bool, settings: Settings = Settings()
  ) -> GatewayLog {
    let journal = JournalLog(profile: profile.name.text, environment: environment)
    let isOwnFile = isOutput(STDOUT_FILENO, profile.logFile)
    if isOwnFile, !isOutput(STDERR_FILENO, profile.logFile) { boundErrors() }
    let output = isOwnFile ? UnusedOutput() : ConsoleLog(isColoured: usesColor) as any LogSink
    return GatewayLog(
      console: journal ?? output,
      file: LogFile(path: profile.logFile, isHeld: !exists(profile.logFile.parent), beginning: .runBegins()),
      settings: settings)
  }

  /// Whether a descriptor of this process is a file.
  private static func isOutput(_ descriptor: Int32, _ path: AbsolutePath) -> Bool {
    var output = stat()
    guard fstat(descriptor, &output) == 0 else { return false }
    do {
      let file = try Files.status(path)
      return file?.device == UInt64(output.st_dev) && file?.inode == UInt64(output.st_ino)
    } catch { return false }
  }

  /// How much of what was printed to standard error is kept.
  private static let errorLimit = 10 << 20

  /// Empties the file of standard error once it has grown too large: launchd only ever adds to it.
  private static func boundErrors() {
    var errors = stat()
    guard fstat(STDERR_FILENO, &errors) == 0, errors.st_mode & S_IFMT == S_IFREG, errors.st_size > errorLimit else {
      return
    }
    // What cannot be emptied goes on growing, which is no reason not to start.
    ftruncate(STDERR_FILENO, 0)
  }

  private static func exists(_ directory: AbsolutePath) -> Bool {
    do { return try Files.status(directory) != nil } catch { return false }
  }

  /// Takes what a plan says about logging.
  func adopt(_ plan: StartPlan) { adopt(plan.logSettings, file: plan.logFile, secrets: plan.secrets) }

  /// Why there will be no gateway: the last line of its log.
  func fatal(_ refusal: StartRefusal) {
    fatal(refusal.description, fields: ["event": "start-refused", "exitStatus": String(refusal.exitStatus)])
  }
}

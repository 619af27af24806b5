import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// `openclaw gateway logs`: prints the last lines of the sink in use, with the gateway up or down.
enum GatewayLogsCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let target = try ServiceTarget.installed(context)
    let places = try target.logPlaces()
    let cleaner = TextCleaner(secrets: try target.serviceConfiguration().secrets, limit: longestLine)
    if context.invocation[.follow] { return try follow(places, cleaner, target, context) }
    let ofLastRun = context.invocation[.lastRun]
    let run = ofLastRun ? target.lastRun() : nil
    do {
      let excerpt = try places.last(count(context), ofLastRun: ofLastRun, run: run)
      return LogsReport(target: target, places: places, excerpt: excerpt, cleaner: cleaner)
    } catch { throw failure(error, target) }
  }

  /// Characters of a line after which it is cut.
  private static let longestLine = 16_384

  private static func count(_ context: CommandContext) -> Int { context.invocation[.lines] ?? 200 }

  /// Prints lines as they come, until somebody ends it or nobody reads any more.
  private static func follow(
    _ places: LogPlaces, _ cleaner: TextCleaner, _ target: ServiceTarget, _ context: CommandContext
  ) throws(CommandFailure) -> any Report {
    do {
      let follower = try LogFollower.follow(places, last: count(context), ofLastRun: context.invocation[.lastRun])
      guard let follower else { return LogsReport(target: target, places: places, excerpt: nil, cleaner: cleaner) }
      var lines = follower.former
      while try tell(lines, cleaner, context) { lines = try follower.next() }
      return FollowedLog()
    } catch let error as SystemError { throw failure(error, target) } catch let error as CommandFailure {
      throw error
    } catch { throw CommandFailure("\(error)", code: "failed") }
  }

  /// Prints lines; false when nobody reads any more.
  private static func tell(
    _ lines: [LogLine], _ cleaner: TextCleaner, _ context: CommandContext
  ) throws(CommandFailure) -> Bool {
    let style = context.style(.output)
    for line in lines {
      let shown = ShownLogLine(line, cleaner)
      let text = context.wantsJSON ? shown.json.text() : shown.text(style)
      if try !context.console.answer(text + "\n") { return false }
    }
    return true
  }

  /// Another user's log is for that user and for root.
  private static func failure(_ error: SystemError, _ target: ServiceTarget) -> CommandFailure {
    var failure = CommandFailure(error)
    if failure.exitStatus == .notPermitted {
      failure.what = "the gateway's log may not be read"
      failure.hints = [
        "sudo \(target.profile.commandLine("gateway logs"))\(target.scope == .system ? " --system" : "")"
      ]
    }
    return failure
  }
}

/// What is left to report once lines were printed as they came.
private struct FollowedLog: Report {
  var json: JSONObject { [:] }
  var isPrinted: Bool { true }

  func text(_ style: ReportStyle) -> ReportText { ReportText() }
}

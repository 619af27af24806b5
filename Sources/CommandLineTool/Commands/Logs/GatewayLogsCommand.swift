import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// `openclaw gateway logs`: prints the last lines of the sink in use, with the gateway up or down.
struct GatewayLogsCommand {
  private let context: CommandContext
  private let target: ServiceTarget
  private let places: LogPlaces
  private let printer: LogPrinter
  /// Why these sinks are read and the gateway is not asked; nil when that is what was wanted.
  private let detour: CommandFailure?

  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    try GatewayLogsCommand(context, because: nil).run()
  }

  init(_ context: CommandContext, because detour: CommandFailure?) throws(CommandFailure) {
    self.context = context
    self.detour = detour
    target = try ServiceTarget.installed(context)
    places = try target.logPlaces()
    printer = LogPrinter(context, secrets: try target.serviceConfiguration().secrets)
  }

  func run() throws(CommandFailure) -> any Report {
    if context.invocation[.follow] { return try follow() }
    let ofLastRun = context.invocation[.lastRun]
    let run = ofLastRun ? target.lastRun() : nil
    do { return report(try places.last(printer.count, ofLastRun: ofLastRun, run: run)) } catch { throw failure(error) }
  }

  private func report(_ excerpt: LogExcerpt?) -> LogsReport {
    let names = places.places.map { $0.path?.abbreviated(home: target.profile.home) ?? "the journal" }
    return LogsReport(
      printer: printer, source: source(excerpt?.place), lines: excerpt?.lines ?? [],
      warnings: detour.map { [.readDirectly($0)] } ?? [],
      emptiness: "No lines: looked in \(names.joined(separator: ", then "))")
  }

  /// The place of lines, as scripts see it.
  private func source(_ place: LogPlaces.Place?) -> JSONObject {
    var json: JSONObject = ["profile": .string(target.profile.name.text)]
    json.add("unit", target.service)
    json.add("source", place?.source)
    json.add("file", place?.path?.string)
    return json
  }

  /// Prints lines as they come, until somebody ends it or nobody reads any more.
  private func follow() throws(CommandFailure) -> any Report {
    do {
      let follower = try LogFollower.follow(places, last: printer.count, ofLastRun: context.invocation[.lastRun])
      guard let follower else { return report(nil) }
      if let detour {
        try printer.begin(source(follower.place))
        try printer.notice(ReportWarning.readDirectly(detour).message)
      }
      var lines = follower.former
      while try printer.tell(lines) { lines = try follower.next() }
      return FollowedLog()
    } catch let error as SystemError { throw failure(error) } catch let error as CommandFailure {
      throw error
    } catch { throw CommandFailure("\(error)", code: "failed") }
  }

  /// Another user's log is for that user and for root.
  private func failure(_ error: SystemError) -> CommandFailure {
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

extension ReportWarning {
  /// Lines were read where the gateway writes them, since it could not be asked.
  fileprivate static func readDirectly(_ failure: CommandFailure) -> ReportWarning {
    ReportWarning(
      code: "gateway-not-asked", message: "the gateway was not asked (\(failure.what)): read where it writes its log")
  }
}

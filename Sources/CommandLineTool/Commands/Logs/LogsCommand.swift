import CommandTree
import Configuration
import Doctor
import JSON
import Platform

/// `openclaw logs`: asks the gateway for its log; the profile's own one that is down has its sinks read instead.
struct LogsCommand {
  private let context: CommandContext
  private let caller: GatewayCaller
  private let printer: LogPrinter
  private var tail: GatewayTail
  /// What the gateway has answered first.
  private let first: GatewayTail.Slice

  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    var command: LogsCommand
    do { command = try LogsCommand(context) } catch {
      if isDown(error), isOwn(context) { return try GatewayLogsCommand(context, because: error).run() }
      throw error.exitStatus == .unauthorized ? error.offeringDirectRead : error
    }
    guard context.invocation[.follow] else { return command.report }
    try command.follow()
    return FollowedLog()
  }

  /// Asks for the last lines.
  private init(_ context: CommandContext) throws(CommandFailure) {
    self.context = context
    caller = try GatewayCaller(context)
    printer = LogPrinter(context, secrets: caller.secrets)
    tail = GatewayTail(caller, byteLimit: context.invocation[.maxBytes])
    first = try tail.next(printer.count, ofLastRun: context.invocation[.lastRun])
  }

  /// Whether nothing can be asked: no gateway answers, or the config does not say which one.
  private static func isDown(_ failure: CommandFailure) -> Bool {
    [.unreachable, .configurationRefused].contains(failure.exitStatus)
  }

  /// Whether the command is aimed at the profile's own gateway, whose sinks are on this machine.
  private static func isOwn(_ context: CommandContext) -> Bool {
    context.invocation[.url] == nil && context.loadConfiguration().configuration.mode != .remote
  }

  private var report: LogsReport {
    LogsReport(
      printer: printer, source: source, lines: first.lines, emptiness: "No lines: the gateway looked in \(first.file)")
  }

  private var source: JSONObject {
    [
      "source": "gateway", "url": .string(caller.shownURL), "file": .string(first.file),
      "cursor": .integer(first.cursor), "size": .integer(first.size), "truncated": .bool(first.isTruncated),
    ]
  }

  /// Prints lines as they come, until somebody ends it or nobody reads any more.
  private mutating func follow() throws(CommandFailure) {
    let interval = context.invocation[.interval] ?? .seconds(1)
    var pauses = ReconnectionPauses()
    try printer.begin(source)
    guard try printer.tell(first.lines) else { return }
    while true {
      Deadline.after(interval).pause(interval)
      do {
        let slice = try tail.next(GatewayTail.mostLines, ofLastRun: false)
        pauses = ReconnectionPauses()
        guard try tell(slice) else { return }
      } catch {
        guard error.exitStatus == .unreachable, let pause = pauses.next() else { throw error }
        try printer.notice("\(error.what); trying again in \(pause.milliseconds) ms")
        Deadline.after(pause).pause(pause)
      }
    }
  }

  private func tell(_ slice: GatewayTail.Slice) throws(CommandFailure) -> Bool {
    if slice.isReset { try printer.notice("the log file began anew: lines may be missing here") }
    if slice.isTruncated { try printer.notice("more lines came than one answer holds: some are missing here") }
    return try printer.tell(slice.lines)
  }
}

extension CommandFailure {
  /// The same failure with the command that needs no word of the gateway.
  fileprivate var offeringDirectRead: CommandFailure {
    var failure = self
    failure.hints.append("openclaw gateway logs")
    return failure
  }
}

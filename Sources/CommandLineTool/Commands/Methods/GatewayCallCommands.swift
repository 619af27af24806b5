import CommandTree
import JSON
import Platform

/// `openclaw gateway call METHOD`: prints what the gateway answers.
///
/// It never starts one.
enum GatewayCallCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let parameters = try context.parameters() ?? [:]
    let caller = try GatewayCaller(context)
    return CallReport(answer: try caller.call(context.invocation[.method] ?? "", parameters))
  }
}

extension CommandContext {
  /// The value of `--params`, refused when it is no JSON; nil when it is not given.
  func parameters() throws(CommandFailure) -> JSONValue? {
    guard let text = invocation[.params] else { return nil }
    do { return try JSONReader.read(text) } catch {
      throw CommandFailure(
        "the parameters are no JSON", location: "--params, line \(error.line), column \(error.column)",
        reason: "\(error.reason)", hints: ["openclaw gateway call <method> --params '{\"key\":\"value\"}'"],
        code: "bad-params", exitStatus: .usage)
    }
  }
}

/// `openclaw health` and `openclaw gateway health`: the gateway's own word.
enum HealthCommand {
  static func run(_ context: CommandContext) throws(CommandFailure) -> any Report {
    let caller = try GatewayCaller(context)
    let start = MonotonicClock.nanoseconds()
    let parameters: JSONValue = context.invocation[.verbose] ? ["probe": true] : [:]
    let answer = try caller.call("health", parameters)
    return HealthReport(answer: answer, duration: .nanoseconds(MonotonicClock.nanoseconds() - start))
  }
}

import Platform
import Transport

extension GatewayProcess: ReloadTarget {
  func reloadBegins() {
    guard !isStopping, !isReloading else { return }
    isReloading = true
    notifier.reloading(at: MonotonicClock.nanoseconds())
  }

  /// How the file stands to what is in force is told by `tell`.
  func take(_ settings: ServerSettings, of plan: StartPlan) {
    guard !isStopping else { return }
    log.adopt(plan)
    allowsRestart = plan.allowsRestart
    server.counters.reloads["ok", default: 0] += 1
    var settings = settings
    settings.facts.configuration = server.settings.facts.configuration
    server.adopt(settings)
  }

  func tell(_ state: ConfigurationState) {
    guard !isStopping else { return }
    var settings = server.settings
    let known = settings.facts.configuration.refusal?.text
    if let refusal = state.refusal, refusal.text != known { server.counters.reloads["failed", default: 0] += 1 }
    settings.facts.configuration = state
    server.adopt(settings)
    notifier.status(statusLine)
  }

  func reloadEnded() {
    guard !isStopping else { return }
    isReloading = false
    notifier.ready(status: statusLine)
  }

  func restart(with plan: StartPlan, because reason: String) { stop(.restart(plan), because: reason) }
}

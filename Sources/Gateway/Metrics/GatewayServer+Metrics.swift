import HTTPCodec
import Platform
import Transport

extension GatewayServer {
  /// `/metrics`, for those who show the secret.
  func answerMetrics(_ visit: HTTPVisit) -> HTTPAnswer {
    if let refusal = refusalWithoutSecret(visit) { return refusal }
    var page = MetricsPage()
    addServer(to: &page)
    addCounters(to: &page)
    do throws(SystemError) { try addProcess(to: &page) } catch { log.warn("metrics without the process's: \(error)") }
    loopProbe.begin()
    return HTTPAnswer(
      .ok, .bytes(Array(page.text.utf8)), type: MetricsPage.contentType, fields: ["Cache-Control": "no-store"])
  }

  private func addServer(to page: inout MetricsPage) {
    let queues = connections.values.map { $0.stream?.queuedByteCount ?? 0 }
    page.add(.build, by: "version", [settings.facts.version: 1])
    page.add(.ready, isReady ? 1 : 0)
    page.add(.connections, connections.count)
    page.add(.clients, clientCount)
    page.add(.nodes, nodes.nodes.count)
    page.add(.queued, queues.reduce(0, +))
    page.add(.longestQueue, queues.max() ?? 0)
    page.add(.loopDelay, EventLoop.shared.delays)
  }

  private func addCounters(to page: inout MetricsPage) {
    page.add(.accepted, counters.accepted)
    page.add(.turnedAway, by: "reason", counters.turnedAway)
    page.add(.received, counters.framesReceived)
    page.add(.sent, counters.framesSent)
    page.add(.errors, by: "code", counters.errors)
    let responses = counters.responses.map { (String($0.key), $0.value) }
    page.add(.responses, by: "code", Dictionary(uniqueKeysWithValues: responses))
    page.add(.reloads, by: "result", counters.reloads)
    page.add(.restarts, settings.restartCount)
  }

  private func addProcess(to page: inout MetricsPage) throws(SystemError) {
    let usage = try ProcessUsage.current()
    page.add(.cpu, usage.cpuSeconds)
    page.add(.memory, usage.residentBytes)
    page.add(.virtualMemory, usage.virtualBytes)
    page.add(.startTime, usage.startSeconds)
    page.add(.descriptors, usage.descriptors)
    page.add(.descriptorLimit, usage.descriptorLimit)
  }
}

import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

extension StatusReport {
  var json: JSONObject {
    var json: JSONObject = ["profile": .string(snapshot.profile.name.text)]
    json.add("scope", snapshot.installed?.scope.rawValue ?? "none")
    json.add("state", state)
    json.add("reason", reason)
    json["foreground"] = foreground.map { .object($0) }
    addProbe(to: &json)
    json["service"] = .object(service)
    json["config"] = .object(config)
    json["gateway"] = .object(gateway)
    json["ports"] = ports.map { .object($0) }
    addListeners(to: &json)
    json["version"] = .object(version)
    json.add("drift", snapshot.hasDrifted)
    if snapshot.installed?.scope != .system, snapshot.managerKind == .systemd {
      json.add("linger", snapshot.lingers.map { $0 ? "yes" : "no" } ?? "unknown")
    }
    json["overrides"] = .array(overrides.map { .string($0) })
    json.add("lastError", snapshot.lastError)
    json["lastRun"] = snapshot.lastRun.map {
      ["lines": .array($0.lines.map { .string($0) }), "source": .string($0.source.rawValue)]
    }
    json["logs"] = .object(logs)
    json["legacyServices"] = services(.legacy)
    json["extraServices"] = services(.extra)
    json["warnings"] = .array(warnings.map(\.json))
    json["incomplete"] = .array(snapshot.incomplete.map { .string($0) })
    switch snapshot.probe?.health {
    case .answered(let health)?: json["health"] = health
    case .failed(let code, let message)?:
      json["healthError"] = ["code": .string(code), "message": .string(message)]
    case nil: break
    }
    return json
  }

  private var foreground: JSONObject? {
    guard foregroundGateway != nil, let process = snapshot.runningGateway?.process else { return nil }
    return [
      "pid": .integer(Int64(process.processIdentifier)), "command": .string(process.command),
      "commandLine": .string(process.commandLine),
    ]
  }

  private func addProbe(to json: inout JSONObject) {
    guard let probe = snapshot.probe else { return }
    json.add("reachable", probe.isReachable)
    var rpc: JSONObject = ["ok": false, "url": .string(MaskedURL.text(probe.url))]
    switch probe.outcome {
    case .answered:
      rpc["ok"] = true
      json["auth"] = "accepted"
    case .refused(let code, let message):
      rpc.add("error", message)
      rpc.add("code", code)
      json["auth"] = "refused"
      var detail: JSONObject = ["code": .string(code), "message": .string(message)]
      detail.add("source", probe.credentialSource ?? "none")
      json["authDetail"] = .object(detail)
    case .declined(let code, let message, let isAdmitted):
      rpc.add("error", message)
      rpc.add("code", code)
      json["auth"] = isAdmitted ? "accepted" : "unknown"
    case .failed(let code, let message):
      rpc.add("error", message)
      rpc.add("code", code)
      json["auth"] = "unknown"
    }
    rpc.add("latencyMs", probe.latency.milliseconds)
    rpc["config"] = probe.configuration
    json["rpc"] = .object(rpc)
  }

  private var service: JSONObject {
    var service: JSONObject = [
      "label": .string(snapshot.managerKind.label), "loaded": .bool(isLoaded),
      "loadedText": .string(snapshot.managerKind.registrationWords.yes),
      "notLoadedText": .string(snapshot.managerKind.registrationWords.no),
      "manager": .object(manager), "command": command.map { .object($0) } ?? .null, "runtime": .object(runtime),
    ]
    service["configAudit"] = [
      "ok": .bool(audit.isEmpty), "issues": .array(audit.map { Self.issue($0) }),
    ]
    return service
  }

  private var manager: JSONObject {
    var manager: JSONObject = [
      "available": .bool(snapshot.manager.unit != nil), "reason": .string(snapshot.choice.reason),
    ]
    manager.add("hint", snapshot.choice.hint)
    if case .unreachable(let error) = snapshot.manager {
      manager.add("code", error.code)
      manager.add("error", error.description)
    }
    return manager
  }

  private var command: JSONObject? {
    guard let installed = snapshot.installed else { return nil }
    var command: JSONObject = [:]
    let arguments = installed.definition.command?.arguments ?? []
    command["programArguments"] = .array(MaskedArguments.masking(arguments).map { .string($0) })
    if !overrides.isEmpty, let effective = snapshot.manager.unit?.effective.command?.arguments {
      command["effectiveArguments"] = .array(MaskedArguments.masking(effective).map { .string($0) })
    }
    command.add("workingDirectory", installed.definition.workingDirectory)
    let environment = JSONObject(installed.definition.shownEnvironment.map { ($0.name, .string($0.value)) })
    if !environment.isEmpty { command["environment"] = .object(environment) }
    command.add("sourcePath", installed.path.string)
    return command
  }

  private var runtime: JSONObject {
    guard let unit = snapshot.manager.unit else {
      var runtime: JSONObject = ["status": "unknown"]
      runtime.add("detail", managerProblem)
      return runtime
    }
    var runtime: JSONObject = ["status": .string(unit.isUp ? "running" : "stopped")]
    runtime.add("state", unit.activeState)
    runtime.add("subState", unit.subState)
    runtime.add("pid", unit.process.mainPID)
    runtime.add("result", unit.process.result)
    runtime.add("restarts", unit.process.restarts)
    switch unit.process.lastExit {
    case .exited(let code):
      runtime.add("lastExitStatus", code)
      runtime.add("lastExitReason", "exited")
    case .killed(let signal, let dumped):
      runtime.add("lastExitStatus", signal)
      runtime.add("lastExitReason", dumped ? "dumped" : "killed")
    case nil: break
    }
    runtime.add("lastExitTime", unit.times.processExit?.iso8601)
    runtime.add("since", unit.times.stateChange?.iso8601)
    runtime.add("statusText", statusText)
    runtime.add("memoryBytes", unit.process.memoryCurrent)
    if !unit.isInstalled { runtime["missingUnit"] = true }
    if !unit.sockets.isEmpty {
      runtime["sockets"] = .array(
        unit.sockets.map { ["unit": .string($0), "listening": .bool(unit.listeningSockets.contains($0))] })
    }
    return runtime
  }

  private static func issue(_ issue: ServiceAudit.Issue) -> JSONValue {
    var json: JSONObject = ["code": .string(issue.code), "message": .string(issue.message)]
    json.add("detail", issue.detail)
    json.add("level", issue.level.rawValue)
    return .object(json)
  }

  private var config: JSONObject {
    var config: JSONObject = [
      "cli": .object(Self.configuration(snapshot.commandConfiguration)),
      "daemon": .object(Self.configuration(snapshot.serviceConfiguration)),
    ]
    if snapshot.commandConfiguration.path != snapshot.serviceConfiguration.path { config["mismatch"] = true }
    return config
  }

  private static func configuration(_ snapshot: ConfigurationSnapshot) -> JSONObject {
    var json: JSONObject = [
      "path": .string(snapshot.path.string), "exists": .bool(snapshot.exists), "valid": .bool(snapshot.isValid),
    ]
    if !snapshot.issues.isEmpty { json["issues"] = .array(snapshot.issues.map(\.json)) }
    return json
  }

  private var gateway: JSONObject {
    let settings = snapshot.serviceConfiguration.configuration
    var gateway: JSONObject = ["bindMode": .string(settings.bind.rawValue), "bindHost": .string(settings.localHost)]
    gateway.add("customBindHost", settings.customBindHost)
    gateway.add("port", snapshot.target?.port.number)
    gateway.add("portSource", snapshot.target?.portSource.rawValue)
    gateway.add("probeUrl", snapshot.target.map { MaskedURL.text($0.url) })
    gateway.add("probeNote", probeNote)
    return gateway
  }

  private var ports: JSONObject? {
    guard let target = snapshot.target else { return nil }
    let canvas = snapshot.serviceConfiguration.configuration.canvasHost.port
    do {
      return try PortPlan(base: target.port, canvas: canvas).json
    } catch { return nil }
  }

  private func addListeners(to json: inout JSONObject) {
    json["port"] = usage(of: snapshot.target?.port).map { .object($0.json) }
    guard let own = snapshot.target?.commandPort, own != snapshot.target?.port else { return }
    json["portCli"] = usage(of: own).map { .object($0.json) }
  }

  private var version: JSONObject {
    var version: JSONObject = ["cli": .string(snapshot.version)]
    version.add("unit", snapshot.installed?.definition.version)
    if case .answered(let running, _) = snapshot.probe?.outcome { version.add("running", running) }
    return version
  }

  private var logs: JSONObject {
    var logs: JSONObject = [:]
    logs.add("file", snapshot.serviceConfiguration.configuration.logFile(of: snapshot.profile).string)
    logs.add("journal", journalCommand)
    logs.add("errors", errorLog?.string)
    return logs
  }

  private func services(_ kind: ServiceScan.Entry.Kind) -> JSONValue {
    .array(
      snapshot.otherServices.filter { $0.kind == kind }.map {
        [
          "platform": .string($0.isAgent ? "darwin" : "linux"), "label": .string($0.unit),
          "detail": .string("\($0.isAgent ? "plist" : "unit"): \($0.path)"),
          "scope": .string($0.scope.rawValue),
        ]
      })
  }
}

extension PortPlan {
  /// The family in reports.
  var json: JSONObject {
    [
      "base": .integer(Int64(base.number)), "browserControl": .integer(Int64(browserControl.number)),
      "canvas": .integer(Int64(canvas.number)),
      "cdp": ["first": .integer(Int64(cdp.lowerBound.number)), "last": .integer(Int64(cdp.upperBound.number))],
    ]
  }
}

extension InstalledDefinition {
  /// The variables of a definition that reports show: those that say which gateway it is.
  var shownEnvironment: [ServiceVariable] {
    [
      "OPENCLAW_PROFILE", "OPENCLAW_STATE_DIR", "OPENCLAW_CONFIG_PATH", "OPENCLAW_GATEWAY_PORT", "OPENCLAW_NIX_MODE",
    ].compactMap { name in variable(name).map { ServiceVariable(name, $0) } }
  }
}

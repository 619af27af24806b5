import Platform
import Services

/// Compares an installed definition with what a service of ours should say.
///
/// Pure: the definition in, findings out.
package enum ServiceAudit {
  /// One thing that is not as recommended.
  package struct Issue: Hashable, Sendable {
    /// Whether the remedy is harmless or replaces what a person may have meant.
    package enum Level: String, Hashable, Sendable { case recommended, aggressive }

    /// A stable word for scripts, in kebab case.
    package let code: String
    /// What is not as recommended, in one line.
    package let message: String
    /// What was found, where the message does not say it.
    package var detail: String?
    /// What the remedy may destroy.
    package var level = Level.recommended
  }

  /// Every code, and what it finds.
  package static let codes: [(code: String, finds: String)] =
    [
      ("gateway-command-missing", "The service does not start `gateway`"),
      ("gateway-path-missing", "The service sets no PATH"),
      ("gateway-path-missing-dirs", "The service's PATH lacks directories of the system or the home"),
      ("gateway-path-nonminimal", "The service's PATH holds directories of version managers"),
      ("systemd-after-network-online", "After= lacks network-online.target"),
      ("systemd-wants-network-online", "Wants= lacks network-online.target"),
      ("secret-in-unit", "A secret stands in the definition, where others can read it"),
      ("launchd-run-at-load", "RunAtLoad is not true"), ("launchd-keep-alive", "KeepAlive is not true"),
    ] + recommended.map { ($0.code, "\($0.key)= is not \($0.value)") }

  /// The directives that have one recommended value.
  private static let recommended = [
    (key: "RestartSec", value: "5", code: "systemd-restart-sec"),
    (key: "Restart", value: "always", code: "systemd-restart"),
    (key: "Type", value: "notify", code: "systemd-type"),
    (key: "KillMode", value: "mixed", code: "systemd-kill-mode"),
    (key: "RestartPreventExitStatus", value: "78", code: "systemd-restart-prevent"),
  ]

  /// The directives that the audit has an opinion on.
  static let directives = Set(["After", "Wants", "RunAtLoad", "KeepAlive"] + recommended.map(\.key))

  /// The issues of a definition.
  package static func issues(_ installed: InstalledDefinition, definition: ServiceDefinition) -> [Issue] {
    switch installed {
    case .unit(let unit): issues(unit, definition: definition)
    case .agent(let agent): issues(agent, definition: definition)
    }
  }

  /// The issues of a unit: its command, its search path, its directives, then secrets in it.
  package static func issues(_ unit: InstalledUnit, definition: ServiceDefinition) -> [Issue] {
    commandIssues(unit.command) + pathIssues(unit.variable("PATH"), expected: definition.searchPath)
      + directiveIssues(unit) + secretIssues(unit.values)
  }

  /// The issues of a LaunchAgent, in the same order.
  package static func issues(_ agent: InstalledAgent, definition: ServiceDefinition) -> [Issue] {
    commandIssues(agent.command) + pathIssues(agent.variable("PATH"), expected: definition.macSearchPath)
      + keyIssues(agent) + secretIssues { agent.variable($0).map { [$0] } ?? [] }
  }

  private static func commandIssues(_ command: UnitCommand?) -> [Issue] {
    guard let command, !command.arguments.contains("gateway") else { return [] }
    return [
      Issue(
        code: "gateway-command-missing", message: "the service does not start `gateway`",
        detail: MaskedArguments.masking(command.arguments).joined(separator: " "), level: .aggressive)
    ]
  }

  private static func pathIssues(_ path: String?, expected: String) -> [Issue] {
    guard let path else {
      return [Issue(code: "gateway-path-missing", message: "the service sets no PATH")]
    }
    let (present, wanted) = (path.split(separator: ":"), Set(expected.split(separator: ":")))
    let missing = wanted.subtracting(present).sorted()
    let managed = present.filter { !wanted.contains($0) && isOfVersionManager($0) }
    var issues: [Issue] = []
    if !missing.isEmpty {
      issues.append(
        Issue(
          code: "gateway-path-missing-dirs", message: "PATH lacks \(missing.joined(separator: ", "))", detail: path))
    }
    if !managed.isEmpty {
      issues.append(
        Issue(
          code: "gateway-path-nonminimal", message: "PATH holds directories of version managers",
          detail: managed.joined(separator: ", ")))
    }
    return issues
  }

  /// Directories that an update of a tool moves away under a running service.
  private static func isOfVersionManager(_ directory: Substring) -> Bool {
    let parts = directory.split(separator: "/")
    return parts.contains { versionManagers.contains(String($0)) }
  }

  private static let versionManagers: Set<String> = [
    ".nvm", ".fnm", ".volta", ".asdf", ".n", ".nodenv", ".nodebrew", "nvs", "pnpm", ".pyenv", ".rbenv", ".swiftly",
  ]

  private static func directiveIssues(_ unit: InstalledUnit) -> [Issue] {
    let lacksOnlineTarget = { (key: String) in
      !unit.file.values("Unit", key).contains { $0.split(separator: " ").contains("network-online.target") }
    }
    var issues: [Issue] = []
    if lacksOnlineTarget("After") {
      issues.append(Issue(code: "systemd-after-network-online", message: "After= lacks network-online.target"))
    }
    if lacksOnlineTarget("Wants") {
      issues.append(Issue(code: "systemd-wants-network-online", message: "Wants= lacks network-online.target"))
    }
    for (key, wanted, code) in recommended where unit.file.value("Service", key) != wanted {
      let found = unit.file.value("Service", key) ?? "not set"
      issues.append(Issue(code: code, message: "\(key)= is \(found), recommended is \(wanted)"))
    }
    return issues
  }

  private static func keyIssues(_ agent: InstalledAgent) -> [Issue] {
    var issues: [Issue] = []
    if !agent.runsAtLoad {
      issues.append(Issue(code: "launchd-run-at-load", message: "RunAtLoad is not true: a login does not start it"))
    }
    if !agent.isKeptAlive {
      issues.append(Issue(code: "launchd-keep-alive", message: "KeepAlive is not true: it stays down after an end"))
    }
    return issues
  }

  private static func secretIssues(_ values: (String) -> [String]) -> [Issue] {
    ["OPENCLAW_GATEWAY_TOKEN", "OPENCLAW_GATEWAY_PASSWORD"].filter { values($0).contains { !$0.isEmpty } }
      .map { name in
        Issue(
          code: "secret-in-unit", message: "\(name) has a value in the definition, where others can read it",
          level: .aggressive)
      }
  }
}

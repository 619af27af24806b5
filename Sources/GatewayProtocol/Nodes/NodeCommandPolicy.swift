/// Which commands nodes may be asked to run: those usual for their platform, more or fewer by configuration.
package struct NodeCommandPolicy: Hashable, Sendable {
  private let allowed: Set<String>
  private let denied: Set<String>

  /// - Parameters:
  ///   - allowed: `gateway.nodes.allowCommands`, besides the usual ones.
  ///   - denied: `gateway.nodes.denyCommands`, which come before all others.
  package init(allowed: [String] = [], denied: [String] = []) {
    self.allowed = Set(allowed.compactMap(\.trimmed))
    self.denied = Set(denied.compactMap(\.trimmed))
  }

  /// Those of a node's commands that it may be asked to run.
  package func allowed(of commands: [String], _ facts: NodeFacts) -> [String] {
    commands.compactMap(\.trimmed).filter { allows($0, facts) }
  }

  /// Why a connected node may not be asked to run a command; nil when it may.
  package func refusal(of command: String, _ node: ConnectedNode) -> String? {
    guard allows(command, node.facts) else { return "command not allowlisted" }
    let declared = node.facts.commands ?? []
    if declared.isEmpty { return "node did not declare commands" }
    return declared.contains(command) ? nil : "command not declared by node"
  }

  private func allows(_ command: String, _ facts: NodeFacts) -> Bool {
    guard !denied.contains(command) else { return false }
    let platform = NodePlatform(platform: facts.platform, deviceFamily: facts.deviceFamily)
    return allowed.contains(command) || platform.defaultCommands?.contains(command) ?? true
  }
}

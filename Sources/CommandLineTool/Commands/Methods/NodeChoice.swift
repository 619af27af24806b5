import CommandTree
import JSON

/// Finds the node that a person means: by its id, the start of its id, its address or its name.
struct NodeChoice {
  private let nodes: [JSONValue]

  /// A choice among nodes as `node.list` gives them.
  init(_ nodes: [JSONValue]) { self.nodes = nodes }

  /// How much of an id is enough.
  private static let shortestPrefix = 6

  /// The id of the one node that is meant; a whole id wins over everything else.
  ///
  /// - Throws: `CommandFailure` that names the candidates when there is none, or more than one.
  func id(for text: String) throws(CommandFailure) -> String {
    let ids = nodes.compactMap { $0["nodeId"]?.stringValue }
    if ids.contains(text) { return text }
    let found = nodes.filter { Self.isMeant($0, by: text) }
    if found.count == 1, let id = found[0]["nodeId"]?.stringValue { return id }
    let candidates = (found.isEmpty ? nodes : found).map(\.nodeName)
    throw CommandFailure(
      found.isEmpty ? "no node is called \(text)" : "\(found.count) nodes are called \(text)", location: "--node",
      reason: candidates.isEmpty
        ? "no node is paired or connected" : "there are: " + candidates.joined(separator: ", "),
      hints: ["openclaw nodes status"], code: found.isEmpty ? "unknown-node" : "ambiguous-node")
  }

  private static func isMeant(_ node: JSONValue, by text: String) -> Bool {
    if let id = node["nodeId"]?.stringValue, text.count >= shortestPrefix, id.hasPrefix(text) { return true }
    if node["remoteIp"]?.stringValue == text { return true }
    let name = letters(text)
    return !name.isEmpty && node["displayName"]?.stringValue.map(letters) == name
  }

  /// A name without what people leave out: punctuation, blanks and the case.
  private static func letters(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

extension JSONValue {
  /// What people call a node: its name and its id.
  var nodeName: String {
    let id = self["nodeId"]?.stringValue ?? "?"
    return self["displayName"]?.stringValue.map { "\($0) (\(id))" } ?? id
  }
}

import JSON
import Platform

extension TextTable {
  /// Nodes as `node.list` gives them.
  static func nodes(_ nodes: [JSONValue]) -> TextTable {
    TextTable(columns: ["Node", "Name", "State", "Platform", "Version", "Address", "Commands"]) {
      nodes.map { node in
        [
          node["nodeId"]?.stringValue, node["displayName"]?.stringValue, node.nodeState, node["platform"]?.stringValue,
          node["version"]?.stringValue, node["remoteIp"]?.stringValue,
          (node["commands"]?.arrayValue).flatMap { $0.isEmpty ? nil : String($0.count) },
        ]
      }
    }
  }

  /// Paired nodes as `node.pair.list` gives them.
  static func paired(_ nodes: [JSONValue]) -> TextTable {
    TextTable(columns: ["Node", "Name", "Platform", "Version", "Address", "Paired"]) {
      nodes.map { [$0["nodeId"]?.stringValue] + facts($0) + [$0.time("approvedAtMs")] }
    }
  }

  /// Requests as `node.pair.list` gives them.
  static func requests(_ requests: [JSONValue]) -> TextTable {
    TextTable(columns: ["Request", "Node", "Name", "Platform", "Version", "Address", "Asked"]) {
      requests.map { [$0["requestId"]?.stringValue, $0["nodeId"]?.stringValue] + facts($0) + [$0.time("ts")] }
    }
  }

  private static func facts(_ node: JSONValue) -> [String?] {
    ["displayName", "platform", "version", "remoteIp"].map { node[$0]?.stringValue }
  }
}

extension FactList {
  /// One node as `node.describe` gives it.
  static func node(_ node: JSONValue) -> FactList {
    let list = { (key: String) in
      node[key]?.arrayValue?.compactMap(\.stringValue).joined(separator: ", ")
    }
    let permissions = node["permissions"]?.objectValue?.entries.filter { $0.value == true }.map(\.key)
    return FactList([
      ("Node", node["nodeId"]?.stringValue), ("Name", node["displayName"]?.stringValue), ("State", node.nodeState),
      ("Connected since", node.time("connectedAtMs")), ("Platform", node["platform"]?.stringValue),
      ("Version", node["version"]?.stringValue), ("Model", node["modelIdentifier"]?.stringValue),
      ("Address", node["remoteIp"]?.stringValue), ("Can", list("caps")), ("Commands", list("commands")),
      ("Permissions", permissions?.joined(separator: ", ")),
    ])
  }
}

extension JSONValue {
  fileprivate var nodeState: String {
    let states = [self["connected"] == true ? "connected" : nil, self["paired"] == true ? "paired" : nil]
    let known = states.compactMap(\.self)
    return known.isEmpty ? "unknown" : known.joined(separator: ", ")
  }

  fileprivate func time(_ key: String) -> String? {
    (self[key]?.integerValue).map { Timestamp(milliseconds: $0).iso8601 }
  }
}

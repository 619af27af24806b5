import JSON

/// Something that is wrong only together with something else, and does not keep the gateway from starting.
struct Combination: Sendable {
  /// Where it is wrong.
  let path: JSONPath
  let message: String
  let remedy: String

  /// All there are in a configuration.
  static func all(in value: JSONValue) -> [Combination] {
    agents(value) + openChannels(value) + hooks(value) + tools(value)
  }

  private static func agents(_ value: JSONValue) -> [Combination] {
    let list = value["agents"]?["list"]?.arrayValue ?? []
    let path: (Int) -> JSONPath = { JSONPath(keys: ["agents", "list"]).appending(index: $0) }
    var seen: [String: Int] = [:]
    var found: [Combination] = []
    for (index, agent) in list.enumerated() {
      for (key, name) in [("id", agent["id"]), ("agentDir", agent["agentDir"])] {
        guard let text = name?.stringValue else { continue }
        if let earlier = seen.updateValue(index, forKey: "\(key) \(text)") {
          found.append(
            Combination(
              path: path(index).appending(key), message: "is also that of \(path(earlier))",
              remedy: "Give each agent its own"))
        }
      }
    }
    let standard = list.indices.filter { list[$0]["default"] == true }
    return found
      + standard.dropFirst().map {
        Combination(
          path: path($0).appending("default"), message: "has no effect: \(path(standard[0])) is the default agent",
          remedy: "Keep one of them")
      }
  }

  /// An open door that lets nobody in.
  private static func openChannels(_ value: JSONValue) -> [Combination] {
    (value["channels"]?.objectValue?.entries ?? []).flatMap { channel in
      let path = JSONPath(keys: ["channels", channel.key])
      let accounts = channel.value["accounts"]?.objectValue?.entries ?? []
      return [(path, channel.value)] + accounts.map { (path.appending("accounts").appending($0.key), $0.value) }
    }.filter { $0.1["dmPolicy"] == "open" && $0.1["allowFrom"]?.arrayValue?.contains("*") != true }.map { path, _ in
      Combination(
        path: path.appending("dmPolicy"), message: "is \"open\", but allowFrom does not hold \"*\"",
        remedy: "Add \"*\" to allowFrom, or choose pairing")
    }
  }

  private static func hooks(_ value: JSONValue) -> [Combination] {
    let hooks = value["hooks"]
    guard hooks?["enabled"] == true else { return [] }
    let lacksToken = hooks?["token"]?.stringValue?.isEmpty ?? true
    let isRoot = hooks?["path"] == "/"
    return [
      lacksToken
        ? Combination(path: "hooks.enabled", message: "is true, but hooks.token is not set", remedy: "Set hooks.token")
        : nil,
      isRoot
        ? Combination(path: "hooks.path", message: "is the root, which is the gateway's own", remedy: "Choose /hooks")
        : nil,
    ].compactMap { $0 }
  }

  private static func tools(_ value: JSONValue) -> [Combination] {
    let isFilled: (String) -> Bool = { value["tools"]?[$0]?.arrayValue?.isEmpty == false }
    guard isFilled("allow"), isFilled("alsoAllow") else { return [] }
    return [
      Combination(
        path: "tools.alsoAllow", message: "stands beside tools.allow, which says all that is allowed",
        remedy: "Keep one of them")
    ]
  }
}

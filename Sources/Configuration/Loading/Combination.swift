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
    let standard = list.indices.filter { list[$0]["default"]?.boolValue == true }
    for index in standard.dropFirst() {
      found.append(
        Combination(
          path: path(index).appending("default"), message: "has no effect: \(path(standard[0])) is the default agent",
          remedy: "Keep one of them"))
    }
    return found
  }

  /// An open door that lets nobody in.
  private static func openChannels(_ value: JSONValue) -> [Combination] {
    let channels: [JSONObject.Entry] = value["channels"]?.objectValue?.entries ?? []
    return channels.flatMap { channel -> [Combination] in
      let path = JSONPath(keys: ["channels", channel.key])
      let accounts: [JSONObject.Entry] = channel.value["accounts"]?.objectValue?.entries ?? []
      let inner = accounts.compactMap { openDoor($0.value, at: path.appending("accounts").appending($0.key)) }
      return (openDoor(channel.value, at: path).map { [$0] } ?? []) + inner
    }
  }

  private static func openDoor(_ section: JSONValue, at path: JSONPath) -> Combination? {
    let allowed: [JSONValue] = section["allowFrom"]?.arrayValue ?? []
    guard section["dmPolicy"]?.stringValue == "open", !allowed.contains(.string("*")) else { return nil }
    return Combination(
      path: path.appending("dmPolicy"), message: "is \"open\", but allowFrom does not hold \"*\"",
      remedy: "Add \"*\" to allowFrom, or choose pairing")
  }

  private static func hooks(_ value: JSONValue) -> [Combination] {
    let hooks = value["hooks"]
    guard hooks?["enabled"]?.boolValue == true else { return [] }
    var found: [Combination] = []
    if hooks?["token"]?.stringValue?.isEmpty ?? true {
      found.append(
        Combination(path: "hooks.enabled", message: "is true, but hooks.token is not set", remedy: "Set hooks.token"))
    }
    if hooks?["path"]?.stringValue == "/" {
      found.append(
        Combination(path: "hooks.path", message: "is the root, which is the gateway's own", remedy: "Choose /hooks"))
    }
    return found
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

import JSON

/// A key that people write in the belief that it does something, and what to write instead.
struct Miskey: Sendable {
  let path: JSONPath
  let message: String
  /// Keys whose presence shows that the user knows; it misleads only when all of them are absent.
  var misleadsWithout: [JSONPath] = []

  /// Whether the key stands in a configuration and misleads.
  func applies(to value: JSONValue) -> Bool {
    value[path] != nil && misleadsWithout.allSatisfy { value[$0] == nil }
  }

  static let all: [Miskey] = [
    Miskey(path: "gateway.token", message: "is ignored; the token belongs in gateway.auth.token"),
    Miskey(path: "gateway.password", message: "is ignored; the password belongs in gateway.auth.password"),
    Miskey(
      path: "gateway.remote.token",
      message: "is only what commands send to a remote gateway; it does not protect this one: set gateway.auth.token",
      misleadsWithout: ["gateway.remote.url", "gateway.auth.token", "gateway.auth.password"]),
    Miskey(path: "bridge", message: "is ignored; the TCP bridge was removed, nodes connect to gateway.port"),
  ]
}

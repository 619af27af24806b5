import JSON

/// A key that people write in the belief that it does something, and what to write instead.
struct Miskey: Sendable {
  let path: JSONPath
  let message: String
  /// Whether the key is misleading in this configuration.
  let applies: @Sendable (JSONValue) -> Bool

  static let all: [Miskey] = [
    Miskey(path: "gateway.token", message: "is ignored; the token belongs in gateway.auth.token") { _ in true },
    Miskey(path: "gateway.password", message: "is ignored; the password belongs in gateway.auth.password") { _ in true },
    Miskey(
      path: "gateway.remote.token",
      message: "is only what commands send to a remote gateway; it does not protect this one: set gateway.auth.token"
    ) { value in
      value["gateway"]?["mode"] != "remote" && value["gateway"]?["auth"]?["token"] == nil
        && value["gateway"]?["auth"]?["password"] == nil
    },
    Miskey(path: "bridge", message: "is ignored; the TCP bridge was removed, nodes connect to gateway.port") { _ in true },
  ]
}

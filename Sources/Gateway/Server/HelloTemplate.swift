import GatewayProtocol
import JSON
import Platform

/// The answer to `connect`, encoded once: what varies from client to client is filled in.
struct HelloTemplate: Sendable {
  /// What varies.
  struct Particulars {
    let requestID: String
    let connectionID: String
    let stateVersion: StateVersion
    let uptime: Duration
    /// Where the canvas is, as the client sees it.
    let canvasHostURL: String
  }

  private let template: JSONTemplate

  init(_ settings: ServerSettings) {
    template = JSONTemplate { hole in
      let answer: JSONObject = [
        "type": "res", "id": hole, "ok": true, "payload": Self.hello(settings, hole: hole),
      ]
      return .object(answer)
    }
  }

  /// Appends the answer for one client.
  func append(
    _ particulars: Particulars, to output: inout [UInt8], presence: (inout [UInt8]) -> Void,
    health: (inout [UInt8]) -> Void
  ) {
    template.append(to: &output) { hole, output in
      switch hole {
      case 0: JSONWriter.append(string: particulars.requestID, to: &output)
      case 1: JSONWriter.append(string: particulars.connectionID, to: &output)
      case 2: presence(&output)
      case 3: health(&output)
      case 4: JSONWriter.append(particulars.stateVersion.json, to: &output)
      case 5: JSONWriter.append(integer: particulars.uptime.milliseconds, to: &output)
      default: JSONWriter.append(string: particulars.canvasHostURL, to: &output)
      }
    }
  }

  /// The hello with its holes, in the order in which they are filled.
  private static func hello(_ settings: ServerSettings, hole: JSONValue) -> JSONValue {
    var snapshot = Snapshot(presence: [], health: nil, stateVersion: StateVersion(), uptime: .zero)
    snapshot.configPath = settings.facts.configPath.string
    snapshot.stateDirectory = settings.facts.stateDirectory.string
    snapshot.sessionDefaults = settings.facts.sessionDefaults
    var hello = HelloOK(
      version: settings.facts.version, host: settings.machine.host, connectionID: "",
      methods: MethodDefinition.all.map(\.name), events: EventDefinition.all.map(\.name), snapshot: snapshot,
      policy: Policy(settings.limits))
    hello.canvasHostURL = settings.canvas.map { _ in "" }
    return hello.json.replacing(
      [
        ["server", "connId"], ["snapshot", "presence"], ["snapshot", "health"], ["snapshot", "stateVersion"],
        ["snapshot", "uptimeMs"], ["canvasHostUrl"],
      ], with: hole)
  }
}

extension JSONValue {
  /// The value with another one at each of these places of nested objects.
  fileprivate func replacing(_ paths: [[String]], with replacement: JSONValue) -> JSONValue {
    paths.reduce(self) { $0.replacing($1[...], with: replacement) }
  }

  private func replacing(_ path: ArraySlice<String>, with replacement: JSONValue) -> JSONValue {
    guard let key = path.first else { return replacement }
    guard var object = objectValue, let inner = object[key] else { return self }
    object[key] = inner.replacing(path.dropFirst(), with: replacement)
    return .object(object)
  }
}

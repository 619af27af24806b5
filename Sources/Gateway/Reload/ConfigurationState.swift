import Configuration
import JSON
import Platform

/// How the configuration file stands to what the gateway works with: part of `health` and `status`.
struct ConfigurationState: Hashable, Sendable {
  /// The file.
  var path: AbsolutePath
  /// The hash of the text that was last taken over.
  var hash: String
  /// `gateway.reload.mode`.
  var mode = GatewayConfiguration.ReloadPolicy.Mode.hybrid
  /// Why what stands in the file now is not taken over; nil when it is.
  var refusal: Refusal?
  /// The keys whose new values wait for a restart, or for somebody to ask for a reload.
  var waiting: [String] = []
  /// Why changes of the file are not noticed, or not all of them; nil when they are.
  var watchProblem: String?

  /// Why a file is not taken over.
  struct Refusal: Hashable, Sendable {
    /// What is wrong in it, with the places; empty when it is whole and no gateway could start with it.
    let problems: [ConfigurationProblem]
    /// The reason in one line.
    let text: String

    /// One line for the service manager.
    var summary: String { problems.first?.place ?? text }

    fileprivate var json: JSONValue {
      problems.isEmpty ? [["path": "", "message": .string(text)]] : .array(problems.map(\.json))
    }
  }

  init(path: AbsolutePath, hash: String = ConfigurationSnapshot.hashOfNothing) {
    self.path = path
    self.hash = hash
  }

  /// What every client that reads `health` is told: what is not as it should be.
  var summary: JSONValue {
    var object: JSONObject = ["valid": .bool(refusal == nil)]
    object["issues"] = refusal?.json
    if !waiting.isEmpty { object["needsRestart"] = .array(waiting.map(JSONValue.string)) }
    object["watchError"] = watchProblem.map(JSONValue.string)
    return .object(object)
  }

  /// The same with all the rest, for `status`.
  var json: JSONValue {
    [
      "path": .string(path.string), "hash": .string(hash), "reloadMode": .string(mode.rawValue),
      "valid": .bool(refusal == nil), "issues": refusal?.json ?? [],
      // What earlier programs wrote otherwise is the doctor's to find; the gateway reads no such keys.
      "legacyIssues": [], "needsRestart": .array(waiting.map(JSONValue.string)), "watched": .bool(watchProblem == nil),
      "watchError": watchProblem.map(JSONValue.string) ?? .null,
    ]
  }
}

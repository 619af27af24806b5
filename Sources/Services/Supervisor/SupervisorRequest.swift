import JSON

/// What a command asks of the supervisor: one line of JSON.
///
/// The answer is the service's state, and again whenever it changes until the asker closes the connection.
package struct SupervisorRequest: Hashable, Sendable {
  /// What is to be done.
  package enum Verb: String, Hashable, Sendable, CaseIterable {
    case status
    case start
    case stop
    case restart
    case forgetFailures = "forget-failures"
  }

  package let verb: Verb
  /// The unit's name, with `.service`.
  package let unit: String

  package init(_ verb: Verb, unit: String) {
    self.verb = verb
    self.unit = unit
  }

  /// Reads a line; nil when it is no request that this version knows.
  package init?(line: some Collection<UInt8>) {
    let json: JSONValue
    do { json = try JSONReader.read(Array(line)) } catch { return nil }
    guard json["version"]?.integerValue == 1, let verb = json["verb"]?.stringValue.flatMap(Verb.init),
      let unit = json["unit"]?.stringValue, Self.isUnitName(unit)
    else { return nil }
    self.init(verb, unit: unit)
  }

  /// The request as a line, with its line feed.
  package var line: [UInt8] {
    let json: JSONValue = ["version": 1, "verb": .string(verb.rawValue), "unit": .string(unit)]
    return json.encoded() + [UInt8(ascii: "\n")]
  }

  /// A name that is one component of a path.
  private static func isUnitName(_ name: String) -> Bool {
    name.hasSuffix(".service") && name.utf8.count <= 255 && !name.utf8.contains(UInt8(ascii: "/"))
  }
}

/// What the supervisor answers: one line of JSON.
package enum SupervisorReply: Hashable, Sendable {
  case status(ServiceStatus)
  /// `code` is a stable word for scripts.
  case refused(code: String, message: String)

  /// Reads a line; nil when it is no reply that this version knows.
  package init?(line: some Collection<UInt8>) {
    let json: JSONValue
    do { json = try JSONReader.read(Array(line)) } catch { return nil }
    if let status = json["status"].flatMap(ServiceStatus.init(json:)) {
      self = .status(status)
    } else if let code = json["code"]?.stringValue, let message = json["error"]?.stringValue {
      self = .refused(code: code, message: message)
    } else {
      return nil
    }
  }

  /// The reply as a line, with its line feed.
  package var line: [UInt8] {
    let json: JSONValue
    switch self {
    case .status(let status): json = ["status": status.json]
    case .refused(let code, let message): json = ["code": .string(code), "error": .string(message)]
    }
    return json.encoded() + [UInt8(ascii: "\n")]
  }
}

import JSON

extension Shape {
  /// Every violation in a value, in document order; none when it fits.
  ///
  /// Stops after `Shape.maximumViolations`.
  package func violations(in value: JSONValue) -> [Violation] {
    var check = ShapeCheck()
    check.value(value, against: self, at: "")
    return check.violations
  }

  /// Enough to mend a request by; a hostile one must not make the answer long.
  package static let maximumViolations = 32
}

/// The walk over a value beside its shape.
private struct ShapeCheck {
  private(set) var violations: [Violation] = []

  mutating func value(_ value: JSONValue, against shape: Shape, at pointer: String) {
    switch shape {
    case .any: return
    case .boolean: require(value.boolValue != nil, "must be boolean", at: pointer)
    case .integer(let minimum, let maximum): integer(value, from: minimum, to: maximum, at: pointer)
    case .number(let minimum): number(value, minimum: minimum, at: pointer)
    case .string(let isEmptyAllowed): string(value, isEmptyAllowed: isEmptyAllowed, at: pointer)
    case .choice(let names): choice(value, of: names, at: pointer)
    case .array(let element): array(value, of: element, at: pointer)
    case .map(let element): map(value, of: element, at: pointer)
    case .object(let fields, let isOpen): object(value, fields: fields, isOpen: isOpen, at: pointer)
    case .variants(let key, let shapes): variants(value, by: key, shapes, at: pointer)
    case .named(_, let inner): self.value(value, against: inner, at: pointer)
    case .nullable(let inner): if value != .null { self.value(value, against: inner, at: pointer) }
    }
  }

  private mutating func integer(_ value: JSONValue, from minimum: Int64?, to maximum: Int64?, at pointer: String) {
    guard let number = value.integerValue else { return report("must be integer", at: pointer) }
    if let minimum { require(number >= minimum, "must be >= \(minimum)", at: pointer) }
    if let maximum { require(number <= maximum, "must be <= \(maximum)", at: pointer) }
  }

  private mutating func number(_ value: JSONValue, minimum: Double?, at pointer: String) {
    guard let number = value.doubleValue else { return report("must be number", at: pointer) }
    if let minimum { require(number >= minimum, "must be >= \(minimum)", at: pointer) }
  }

  private mutating func string(_ value: JSONValue, isEmptyAllowed: Bool, at pointer: String) {
    guard let text = value.stringValue else { return report("must be string", at: pointer) }
    require(isEmptyAllowed || !text.isEmpty, "must NOT have fewer than 1 characters", at: pointer)
  }

  private mutating func choice(_ value: JSONValue, of names: [String], at pointer: String) {
    guard let text = value.stringValue else { return report("must be string", at: pointer) }
    require(names.contains(text), "must be one of \(names.joined(separator: ", "))", at: pointer)
  }

  private mutating func array(_ value: JSONValue, of element: Shape, at pointer: String) {
    guard let elements = value.arrayValue else { return report("must be array", at: pointer) }
    for (index, item) in elements.enumerated() where !isFull {
      self.value(item, against: element, at: "\(pointer)/\(index)")
    }
  }

  private mutating func map(_ value: JSONValue, of element: Shape, at pointer: String) {
    guard let object = value.objectValue else { return report("must be object", at: pointer) }
    for entry in object.entries where !isFull {
      self.value(entry.value, against: element, at: pointer + Self.token(entry.key))
    }
  }

  private mutating func object(_ value: JSONValue, fields: [Shape.Field], isOpen: Bool, at pointer: String) {
    guard let object = value.objectValue else { return report("must be object", at: pointer) }
    for field in fields where field.isRequired && object[field.name] == nil {
      report("must have required property '\(field.name)'", at: pointer)
    }
    for entry in object.entries where !isFull {
      if let field = fields.first(where: { $0.name == entry.key }) {
        self.value(entry.value, against: field.shape, at: pointer + Self.token(entry.key))
      } else if !isOpen {
        violations.append(.unexpectedProperty(entry.key, at: pointer))
      }
    }
  }

  private mutating func variants(_ value: JSONValue, by key: String, _ shapes: [Shape], at pointer: String) {
    let text = value[key]?.stringValue
    if let text, let shape = shapes.first(where: { $0.texts(of: key)?.contains(text) == true }) {
      return self.value(value, against: shape, at: pointer)
    }
    let known = shapes.flatMap { $0.texts(of: key) ?? [] }
    object(value, fields: [.required(key, .choice(known))], isOpen: true, at: pointer)
  }

  private var isFull: Bool { violations.count >= Shape.maximumViolations }

  /// The message is made only when it is needed: most values fit.
  private mutating func require(_ condition: Bool, _ message: @autoclosure () -> String, at pointer: String) {
    if !condition { report(message(), at: pointer) }
  }

  private mutating func report(_ message: String, at pointer: String) {
    violations.append(Violation(pointer: pointer, message: message))
  }

  /// A key as a reference token of a JSON pointer: RFC 6901 §3.
  private static func token(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return "/" + key }
    return key.reduce(into: "/") { token, character in
      switch character {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.append(character)
      }
    }
  }
}

extension SchemaCheck.Step {
  /// `multipleOf` and the bounds of numbers.
  func ofNumbers() -> SchemaCheck.Violations {
    guard let number = value.schemaNumber else { return [] }
    var found: SchemaCheck.Violations = []
    func bound(_ keyword: String, _ words: String, _ isKept: (Double, Double) -> Bool) {
      guard let limit = keywords[keyword], let limitNumber = limit.schemaNumber, !isKept(number, limitNumber) else {
        return
      }
      found.append(violation(keyword, "must be \(words) \(limit.text())"))
    }
    bound("minimum", "at least", >=)
    bound("exclusiveMinimum", "more than", >)
    bound("maximum", "at most", <=)
    bound("exclusiveMaximum", "less than", <)
    bound("multipleOf", "a multiple of") { number, step in
      let quotient = number / step
      return quotient.isFinite ? quotient.rounded() == quotient : number.truncatingRemainder(dividingBy: step) == 0
    }
    return found
  }

  /// `minLength` and `maxLength`, in characters of Unicode, and `pattern`.
  func ofStrings() throws(JSONSchemaError) -> SchemaCheck.Violations {
    guard let text = value.stringValue else { return [] }
    var found: SchemaCheck.Violations = []
    let length = text.unicodeScalars.count
    if let limit = count("minLength"), length < limit {
      found.append(violation("minLength", limit == 1 ? "must not be empty" : "must have at least \(limit) characters"))
    }
    if let limit = count("maxLength"), length > limit {
      found.append(violation("maxLength", "must have at most \(limit) characters"))
    }
    if let pattern = keywords["pattern"]?.stringValue, try !SchemaPattern(pattern).isFound(in: text) {
      found.append(violation("pattern", "must match \(pattern)"))
    }
    return found
  }
}

extension JSONValue {
  /// The number; nil for any other kind.
  var schemaNumber: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }

  /// Whether this is of a type by draft-07, for which a number without a fraction is an integer.
  func isSchemaType(_ name: String) -> Bool {
    switch (name, self) {
    case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object): true
    case ("number", .integer), ("number", .number), ("integer", .integer): true
    case ("integer", .number(let number)): number.rounded() == number
    default: false
    }
  }

  /// Whether two values are the same by draft-07: numbers by what they mean, arrays and objects by their parts.
  func isSchemaEqual(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.integer(let one), .integer(let other)): one == other
    case (.integer, .number), (.number, .integer), (.number, .number): schemaNumber == other.schemaNumber
    case (.array(let one), .array(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSchemaEqual(to: $1) }
    case (.object(let one), .object(let other)):
      one.count == other.count
        && one.entries.allSatisfy { entry in other[entry.key].map(entry.value.isSchemaEqual) ?? false }
    default: self == other
    }
  }
}

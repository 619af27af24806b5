/// Holds a value against a schema: the keywords for any value, references and combinations.
struct SchemaCheck {
  let schema: JSONSchema

  typealias Violations = [JSONSchemaViolation]

  /// What is wrong with a value by one of the schema's parts.
  func violations(
    in value: JSONValue, by part: JSONValue, at pointer: String, depth: Int
  ) throws(JSONSchemaError) -> Violations {
    guard depth < JSONSchema.depthLimit else { throw .tooDeep }
    if part == .bool(false) {
      return [JSONSchemaViolation(pointer: pointer, keyword: "", message: "nothing may be here")]
    }
    guard let keywords = part.objectValue else { return [] }
    // Beside a reference nothing else counts: draft-07, section 8.3 of the core.
    if let reference = keywords["$ref"]?.stringValue {
      return try violations(in: value, by: try schema.target(of: reference), at: pointer, depth: depth + 1)
    }
    let step = Step(check: self, keywords: keywords, value: value, pointer: pointer, depth: depth)
    var found = step.ofAnyValue() + step.ofNumbers()
    found += try step.ofStrings()
    found += try step.ofArrays()
    found += try step.ofObjects()
    found += try step.ofCombinations()
    return found
  }

  /// One value against the keywords of one part.
  struct Step {
    let check: SchemaCheck
    let keywords: JSONObject
    let value: JSONValue
    let pointer: String
    let depth: Int

    func violation(_ keyword: String, _ message: String) -> JSONSchemaViolation {
      JSONSchemaViolation(pointer: pointer, keyword: keyword, message: message)
    }

    /// What is wrong with the same value by another part.
    func violations(by part: JSONValue) throws(JSONSchemaError) -> Violations {
      try check.violations(in: value, by: part, at: pointer, depth: depth + 1)
    }

    /// What is wrong with a member or an element.
    func violations(in inner: JSONValue, _ token: String, by part: JSONValue) throws(JSONSchemaError) -> Violations {
      let escaped = token.replacing("~", with: "~0").replacing("/", with: "~1")
      return try check.violations(in: inner, by: part, at: "\(pointer)/\(escaped)", depth: depth + 1)
    }

    /// Whether a value has none by a part.
    func fits(_ inner: JSONValue, _ part: JSONValue) throws(JSONSchemaError) -> Bool {
      try check.violations(in: inner, by: part, at: pointer, depth: depth + 1).isEmpty
    }

    /// A keyword that bounds a count: a number that is not negative, however it is written.
    func count(_ keyword: String) -> Int? { keywords[keyword]?.doubleValue.flatMap { Int(exactly: $0) } }
  }
}

extension SchemaCheck.Step {
  /// `type`, `enum` and `const`.
  func ofAnyValue() -> SchemaCheck.Violations {
    var found: SchemaCheck.Violations = []
    if let type = keywords["type"] {
      let names = type.stringValue.map { [$0] } ?? type.arrayValue?.compactMap(\.stringValue) ?? []
      if !names.contains(where: { value.isSchemaType($0) }) {
        found.append(violation("type", "must be \(names.joined(separator: " or "))"))
      }
    }
    if let choices = keywords["enum"]?.arrayValue, !choices.contains(where: value.isSchemaEqual) {
      found.append(violation("enum", "must be one of \(choices.map { $0.text() }.joined(separator: ", "))"))
    }
    if let constant = keywords["const"], !value.isSchemaEqual(to: constant) {
      found.append(violation("const", "must be \(constant.text())"))
    }
    return found
  }

  /// `allOf`, `anyOf`, `oneOf`, `not`, and `if` with `then` and `else`.
  func ofCombinations() throws(JSONSchemaError) -> SchemaCheck.Violations {
    var found: SchemaCheck.Violations = []
    for part in keywords["allOf"]?.arrayValue ?? [] { found += try violations(by: part) }
    if let parts = keywords["anyOf"]?.arrayValue, try count(parts) == 0 {
      found.append(violation("anyOf", "fits none of \(parts.count) alternatives"))
    }
    if let parts = keywords["oneOf"]?.arrayValue, case let count = try count(parts), count != 1 {
      found.append(violation("oneOf", "fits \(count) of \(parts.count) alternatives instead of one"))
    }
    if let part = keywords["not"], try fits(value, part) {
      found.append(violation("not", "is what it must not be"))
    }
    if let condition = keywords["if"], let part = keywords[try fits(value, condition) ? "then" : "else"] {
      found += try violations(by: part)
    }
    return found
  }

  private func count(_ parts: [JSONValue]) throws(JSONSchemaError) -> Int {
    var count = 0
    for part in parts where try fits(value, part) { count += 1 }
    return count
  }
}

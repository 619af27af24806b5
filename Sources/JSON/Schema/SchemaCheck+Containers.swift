extension SchemaCheck.Step {
  /// `items`, `additionalItems`, `contains`, `uniqueItems` and the bounds of how many there are.
  func ofArrays() throws(JSONSchemaError) -> SchemaCheck.Violations {
    guard let elements = value.arrayValue else { return [] }
    var found: SchemaCheck.Violations = []
    for (index, element) in elements.enumerated() {
      guard let part = part(ofElement: index) else { continue }
      found += try violations(in: element, "\(index)", by: part)
    }
    if let limit = count("minItems"), elements.count < limit {
      found.append(violation("minItems", "must have at least \(limit) elements"))
    }
    if let limit = count("maxItems"), elements.count > limit {
      found.append(violation("maxItems", "must have at most \(limit) elements"))
    }
    if keywords["uniqueItems"] == .bool(true), !areUnique(elements) {
      found.append(violation("uniqueItems", "must not have an element twice"))
    }
    if let part = keywords["contains"], try !holdsOne(elements, that: part) {
      found.append(violation("contains", "must have an element of the kind that is wanted"))
    }
    return found
  }

  private func part(ofElement index: Int) -> JSONValue? {
    guard let parts = keywords["items"]?.arrayValue else { return keywords["items"] }
    return index < parts.count ? parts[index] : keywords["additionalItems"]
  }

  private func areUnique(_ elements: [JSONValue]) -> Bool {
    elements.indices.allSatisfy { index in !elements[..<index].contains(where: elements[index].isSchemaEqual) }
  }

  private func holdsOne(_ elements: [JSONValue], that part: JSONValue) throws(JSONSchemaError) -> Bool {
    for element in elements where try fits(element, part) { return true }
    return false
  }

  /// `properties`, `patternProperties`, `additionalProperties`, `propertyNames`, `required`, `dependencies` and the bounds
  /// of how many there are.
  func ofObjects() throws(JSONSchemaError) -> SchemaCheck.Violations {
    guard let members = value.objectValue else { return [] }
    var found: SchemaCheck.Violations = []
    for key in keywords["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where members[key] == nil {
      found.append(violation("required", "must have '\(key)'"))
    }
    if let limit = count("minProperties"), members.count < limit {
      found.append(violation("minProperties", "must have at least \(limit) members"))
    }
    if let limit = count("maxProperties"), members.count > limit {
      found.append(violation("maxProperties", "must have at most \(limit) members"))
    }
    for entry in members.entries { found += try ofMember(entry) }
    for dependency in keywords["dependencies"]?.objectValue?.entries ?? [] where members[dependency.key] != nil {
      found += try of(dependency, members)
    }
    return found
  }

  private func ofMember(_ entry: JSONObject.Entry) throws(JSONSchemaError) -> SchemaCheck.Violations {
    var found: SchemaCheck.Violations = []
    var parts: [JSONValue] = []
    if let part = keywords["properties"]?[entry.key] { parts.append(part) }
    for pattern in keywords["patternProperties"]?.objectValue?.entries ?? []
    where try SchemaPattern(pattern.key).isFound(in: entry.key) { parts.append(pattern.value) }
    if parts.isEmpty, let part = keywords["additionalProperties"] {
      if part == .bool(false) {
        found.append(violation("additionalProperties", "unexpected property '\(entry.key)'"))
      } else {
        parts.append(part)
      }
    }
    for part in parts { found += try violations(in: entry.value, entry.key, by: part) }
    if let names = keywords["propertyNames"], try !fits(.string(entry.key), names) {
      found.append(violation("propertyNames", "'\(entry.key)' is no name that a member may have"))
    }
    return found
  }

  private func of(_ dependency: JSONObject.Entry, _ members: JSONObject) throws(JSONSchemaError)
    -> SchemaCheck.Violations
  {
    guard let names = dependency.value.arrayValue else { return try violations(by: dependency.value) }
    return names.compactMap(\.stringValue).filter { members[$0] == nil }.map {
      violation("dependencies", "must have '\($0)' beside '\(dependency.key)'")
    }
  }
}

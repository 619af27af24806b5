import JSON

/// Texts that may be JSON.
enum JSONInput {
  static func finding(in bytes: [UInt8]) -> String? {
    let value: JSONValue
    do { value = try JSONReader.read(bytes) } catch { return nil }
    let again: JSONValue
    do { again = try JSONReader.read(value.encoded()) } catch { return "what was written is not read: \(error)" }
    guard again == value else { return "written and read it is another:\n\(value.text())\n\(again.text())" }
    do {
      guard try JSON5Document(bytes).value == value else { return "as JSON5 it means something else" }
    } catch { return "it is no JSON5: \(error)" }
    return nil
  }
}

/// Texts that may be a config.
enum JSON5Input {
  private static let path = JSONPath.root.appending("a").appending("fuzz")

  static func finding(in bytes: [UInt8]) -> String? {
    var document: JSON5Document
    do { document = try JSON5Document(bytes) } catch { return nil }
    guard document.bytes == bytes else { return "reading has changed the text" }
    let before = document.value
    do { try document.set(path, .integer(7)) } catch { return nil }
    guard document.value["a"]?["fuzz"] == .integer(7) else { return "what was set is not there" }
    do { try document.remove(path) } catch { return "what was set cannot be removed: \(error)" }
    guard before["a"]?["fuzz"] == nil, before["a"] != nil else { return nil }
    // As texts: what is no number is not equal to itself.
    return document.value.text() == before.text() ? nil : "set and removed it means something else"
  }
}

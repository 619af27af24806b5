/// Writes JSON text into an array of bytes: the same value gives the same bytes, members in their order.
package enum JSONWriter {
  /// Appends a value without any blanks.
  ///
  /// A number that JSON cannot hold (infinite, not a number) becomes `null`.
  package static func append(_ value: JSONValue, to output: inout [UInt8]) {
    append(value, layout: nil, to: &output)
  }

  /// Appends a value as one member or element a line, indented by two spaces a level; no final newline.
  package static func appendPretty(_ value: JSONValue, to output: inout [UInt8]) {
    append(value, layout: Layout(), to: &output)
  }

  /// Appends a string in quotes, escaping what RFC 8259 section 7 demands and nothing else.
  package static func append(string: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      // What needs no escape goes as a whole.
      var plain = 0
      for (index, byte) in bytes.enumerated() where needsEscape(byte) {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<index]))
        output.append(contentsOf: escape(of: byte).utf8)
        plain = index + 1
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain...]))
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Appends an integer's digits.
  package static func append(integer: some BinaryInteger, to output: inout [UInt8]) {
    output.append(contentsOf: String(integer).utf8)
  }

  private static func escape(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x08: "\\b"
    case .tab: "\\t"
    case .lineFeed: "\\n"
    case 0x0C: "\\f"
    case .carriageReturn: "\\r"
    default: (byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)
    }
  }

  /// Appends a value over several lines, or on one when there is no layout.
  static func append(_ value: JSONValue, layout: Layout?, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .integer(let integer): append(integer: integer, to: &output)
    case .number(let number): output.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
    case .string(let text): append(string: text, to: &output)
    case .array(let elements):
      appendItems(elements, between: ("[", "]"), layout: layout, to: &output) { append($0, layout: $1, to: &$2) }
    case .object(let object):
      appendItems(object.entries, between: ("{", "}"), layout: layout, to: &output) { entry, layout, output in
        append(string: entry.key, to: &output)
        output.append(contentsOf: (layout == nil ? ":" : ": ").utf8)
        append(entry.value, layout: layout, to: &output)
      }
    }
  }

  private static func appendItems<Item>(
    _ items: [Item], between marks: (String, String), layout: Layout?, to output: inout [UInt8],
    _ write: (Item, Layout?, inout [UInt8]) -> Void
  ) {
    output.append(contentsOf: marks.0.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      layout?.inner.breakLine(in: &output)
      write(item, layout?.inner, &output)
    }
    if !items.isEmpty { layout?.breakLine(in: &output) }
    output.append(contentsOf: marks.1.utf8)
  }

  /// How lines are broken and indented.
  struct Layout {
    var lineEnd: [UInt8] = [.lineFeed]
    var indentation: [UInt8] = []
    var unit: [UInt8] = [.space, .space]

    var inner: Layout { Layout(lineEnd: lineEnd, indentation: indentation + unit, unit: unit) }

    func breakLine(in output: inout [UInt8]) { output += lineEnd + indentation }
  }
}

extension JSONValue {
  /// The value as JSON text; pretty has two spaces an indentation and no final newline.
  package func encoded(pretty: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    if pretty {
      JSONWriter.appendPretty(self, to: &output)
    } else {
      JSONWriter.append(self, to: &output)
    }
    return output
  }

  /// The value as JSON text in a string.
  package func text(pretty: Bool = false) -> String { String(decoding: encoded(pretty: pretty), as: UTF8.self) }
}

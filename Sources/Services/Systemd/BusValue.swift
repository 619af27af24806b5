/// A value of D-Bus, as far as the interfaces called here use them.
package indirect enum BusValue: Hashable, Sendable {
  case byte(UInt8)
  case boolean(Bool)
  case unsigned16(UInt16)
  case signed32(Int32)
  case unsigned32(UInt32)
  case signed64(Int64)
  case unsigned64(UInt64)
  case double(Double)
  case string(String)
  case objectPath(String)
  /// An array with the signature of its elements, which an empty one needs.
  case array(of: String, [BusValue])
  case structure([BusValue])
  case variant(BusValue)

  /// The signature of D-Bus for this value.
  package var signature: String {
    switch self {
    case .byte: "y"
    case .boolean: "b"
    case .unsigned16: "q"
    case .signed32: "i"
    case .unsigned32: "u"
    case .signed64: "x"
    case .unsigned64: "t"
    case .double: "d"
    case .string: "s"
    case .objectPath: "o"
    case .array(let element, _): "a" + element
    case .structure(let fields): "(" + fields.map(\.signature).joined() + ")"
    case .variant: "v"
    }
  }

  /// A list of texts.
  package static func strings(_ values: [String]) -> BusValue { .array(of: "s", values.map(BusValue.string)) }

  /// The text of a string or an object's path; nil for anything else.
  package var text: String? {
    switch self {
    case .string(let text), .objectPath(let text): text
    default: nil
    }
  }

  /// The truth of a boolean; nil for anything else.
  package var isTrue: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// Any of the whole numbers; nil when it does not fit.
  package var integer: Int? {
    switch self {
    case .byte(let value): Int(value)
    case .unsigned16(let value): Int(value)
    case .signed32(let value): Int(value)
    case .unsigned32(let value): Int(value)
    case .signed64(let value): Int(exactly: value)
    case .unsigned64(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The elements of an array or the fields of a structure.
  package var elements: [BusValue]? {
    switch self {
    case .array(_, let elements), .structure(let elements): elements
    default: nil
    }
  }

  /// The texts of a list of texts; nil when something else is among them.
  package var texts: [String]? {
    guard let elements else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts : nil
  }
}

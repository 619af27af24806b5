import CSystemd
import Glibc
import Platform

/// A message of sd-bus with its reference: `sd_bus_message_unref(3)` when it goes away.
final class BusMessage {
  let raw: OpaquePointer

  /// Takes over a reference.
  init(taking raw: OpaquePointer) { self.raw = raw }

  deinit { sd_bus_message_unref(raw) }

  /// Appends a value: `sd_bus_message_append_basic(3)`, `sd_bus_message_open_container(3)`.
  func append(_ value: BusValue) throws(SystemError) {
    switch value {
    case .byte(let number): try append("y", number)
    case .boolean(let flag): try append("b", Int32(flag ? 1 : 0))
    case .unsigned16(let number): try append("q", number)
    case .signed32(let number): try append("i", number)
    case .unsigned32(let number): try append("u", number)
    case .signed64(let number): try append("x", number)
    case .unsigned64(let number): try append("t", number)
    case .double(let number): try append("d", number)
    case .string(let text): try append("s", text)
    case .objectPath(let text): try append("o", text)
    case .array(let element, let elements): try container("a", element, elements)
    case .structure(let fields): try container("r", fields.map(\.signature).joined(), fields)
    case .variant(let content): try container("v", content.signature, [content])
    }
  }

  /// Reads the values up to the end of the message or of the container that was entered.
  func readAll() throws(SystemError) -> [BusValue] {
    var values: [BusValue] = []
    while let (type, contents) = try nextType() { values.append(try read(type, contents)) }
    return values
  }

  /// Reads the entries of an `a{sv}` whose keys are wanted and skips the others: `sd_bus_message_skip(3)`.
  func readProperties(_ names: Set<String>) throws(SystemError) -> [String: BusValue] {
    var properties: [String: BusValue] = [:]
    try enter("a", "{sv}")
    while try enter("e", "sv") {
      let name = try readText("s")
      if names.contains(name), case .variant(let value)? = try readNext() {
        properties[name] = value
      } else {
        try busChecked("sd_bus_message_skip") { sd_bus_message_skip(raw, "v") }
      }
      try exit()
    }
    try exit()
    return properties
  }

  private func append<Number: BitwiseCopyable>(_ type: Character, _ number: Number) throws(SystemError) {
    try busChecked("sd_bus_message_append_basic") {
      withUnsafePointer(to: number) { sd_bus_message_append_basic(raw, type.typeCode, $0) }
    }
  }

  private func append(_ type: Character, _ text: String) throws(SystemError) {
    try busChecked("sd_bus_message_append_basic") { sd_bus_message_append_basic(raw, type.typeCode, text) }
  }

  private func container(_ type: Character, _ contents: String, _ values: [BusValue]) throws(SystemError) {
    try busChecked("sd_bus_message_open_container") { sd_bus_message_open_container(raw, type.typeCode, contents) }
    for value in values { try append(value) }
    try busChecked("sd_bus_message_close_container") { sd_bus_message_close_container(raw) }
  }

  private func nextType() throws(SystemError) -> (type: Character, contents: String)? {
    var type: CChar = 0
    var contents: UnsafePointer<CChar>?
    let found = try busChecked("sd_bus_message_peek_type") { sd_bus_message_peek_type(raw, &type, &contents) }
    return found == 0
      ? nil : (Character(Unicode.Scalar(UInt8(bitPattern: type))), contents.map { String(cString: $0) } ?? "")
  }

  private func readNext() throws(SystemError) -> BusValue? {
    guard let (type, contents) = try nextType() else { return nil }
    return try read(type, contents)
  }

  private func read(_ type: Character, _ contents: String) throws(SystemError) -> BusValue {
    switch type {
    case "y": .byte(try readNumber(type, UInt8(0)))
    case "b": .boolean(try readNumber(type, Int32(0)) != 0)
    case "q": .unsigned16(try readNumber(type, UInt16(0)))
    case "i": .signed32(try readNumber(type, Int32(0)))
    case "u": .unsigned32(try readNumber(type, UInt32(0)))
    case "x": .signed64(try readNumber(type, Int64(0)))
    case "t": .unsigned64(try readNumber(type, UInt64(0)))
    case "d": .double(try readNumber(type, Double(0)))
    case "s", "g": .string(try readText(type))
    case "o": .objectPath(try readText(type))
    case "a": .array(of: contents, try content(type, contents))
    case "r", "e": .structure(try content(type, contents))
    case "v": .variant(try content(type, contents).first ?? .structure([]))
    default: throw SystemError(code: EBADMSG, call: "sd_bus_message_peek_type", subject: "\(type)")
    }
  }

  private func content(_ type: Character, _ contents: String) throws(SystemError) -> [BusValue] {
    try enter(type, contents)
    let values = try readAll()
    try exit()
    return values
  }

  private func readNumber<Number: BitwiseCopyable>(_ type: Character, _ zero: Number) throws(SystemError) -> Number {
    var number = zero
    try busChecked("sd_bus_message_read_basic") { sd_bus_message_read_basic(raw, type.typeCode, &number) }
    return number
  }

  private func readText(_ type: Character) throws(SystemError) -> String {
    var text: UnsafePointer<CChar>?
    try busChecked("sd_bus_message_read_basic") { sd_bus_message_read_basic(raw, type.typeCode, &text) }
    return text.map { String(cString: $0) } ?? ""
  }

  /// False at the end of an array.
  @discardableResult
  private func enter(_ type: Character, _ contents: String) throws(SystemError) -> Bool {
    try busChecked("sd_bus_message_enter_container") {
      sd_bus_message_enter_container(raw, type.typeCode, contents)
    } > 0
  }

  private func exit() throws(SystemError) {
    try busChecked("sd_bus_message_exit_container") { sd_bus_message_exit_container(raw) }
  }
}

extension Character {
  fileprivate var typeCode: CChar { CChar(bitPattern: asciiValue ?? 0) }
}

/// Turns the negative errno that libsystemd's functions return into an error.
@discardableResult
func busChecked(_ call: String, _ subject: String? = nil, _ body: () -> Int32) throws(SystemError) -> Int32 {
  let result = body()
  if result < 0 { throw SystemError(code: -result, call: call, subject: subject) }
  return result
}

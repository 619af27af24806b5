/// How to take back one change: a verb and its operands, plain enough to be kept in a journal on disk.
package struct UndoRecord: Hashable, Sendable {
  /// What to do: known to one `Undoer`.
  package let verb: String
  /// What to do it with.
  package let operands: [[UInt8]]

  /// A record from its parts.
  package init(verb: String, operands: [[UInt8]]) {
    self.verb = verb
    self.operands = operands
  }

  /// A record whose operands are text.
  package init(verb: String, _ operands: String...) {
    self.init(verb: verb, operands: operands.map { Array($0.utf8) })
  }

  /// An operand; nil when the record has fewer.
  package func operand(_ index: Int) -> [UInt8]? { operands.indices.contains(index) ? operands[index] : nil }

  /// An operand as text; empty when the record has fewer.
  package func text(_ index: Int) -> String { String(decoding: operand(index) ?? [], as: UTF8.self) }

  /// The record as bytes: a count, then each field as `<length>:<bytes>,` (netstrings), then a newline.
  package var encoded: [UInt8] {
    let fields = [Array(verb.utf8)] + operands
    var bytes = Array("\(fields.count);".utf8)
    for field in fields { bytes += Array("\(field.count):".utf8) + field + Array(",".utf8) }
    return bytes + [UInt8(ascii: "\n")]
  }

  /// All whole records at the start of a journal.
  ///
  /// A last one that was cut off by a crash is left out: its change had not begun.
  package static func decodeAll(_ bytes: [UInt8]) -> [UndoRecord] {
    var records: [UndoRecord] = []
    var rest = bytes[...]
    while let record = decodeOne(&rest) { records.append(record) }
    return records
  }

  private static func decodeOne(_ rest: inout ArraySlice<UInt8>) -> UndoRecord? {
    guard let count = number(before: UInt8(ascii: ";"), in: &rest), count >= 1 else { return nil }
    var fields: [[UInt8]] = []
    for _ in 0..<count {
      guard let length = number(before: UInt8(ascii: ":"), in: &rest), rest.count > length else { return nil }
      fields.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
      guard rest.popFirst() == UInt8(ascii: ",") else { return nil }
    }
    guard rest.popFirst() == UInt8(ascii: "\n") else { return nil }
    return UndoRecord(verb: String(decoding: fields[0], as: UTF8.self), operands: Array(fields.dropFirst()))
  }

  private static func number(before end: UInt8, in rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(while: \.isASCIIDigit)
    guard digits.endIndex < rest.endIndex, rest[digits.endIndex] == end,
      let value = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    rest = rest[(digits.endIndex + 1)...]
    return value
  }
}

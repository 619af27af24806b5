/// A token or password.
///
/// Every way of printing it gives `***`; only `revealed` gives the text.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text itself, for the wire and for files of mode 0600 only.
  package let revealed: String

  /// Takes over a text that is to be kept from sight.
  package init(_ text: String) { revealed = text }

  /// A new random secret: 24 bytes of `getrandom(2)` as 48 hexadecimal digits.
  package static func generated() -> Secret { Secret(RandomBytes.make(24).hexadecimal) }

  /// Compares without telling by its duration where the texts differ.
  ///
  /// The length may be learnt. An empty secret matches nothing.
  package func matches(_ other: Secret) -> Bool {
    var ours = Array(revealed.utf8)
    let theirs = Array(other.revealed.utf8)
    var difference: UInt8 = ours.count == theirs.count && !ours.isEmpty ? 0 : 1
    if ours.count != theirs.count { ours = theirs }
    for index in theirs.indices { difference |= ours[index] ^ theirs[index] }
    return difference == 0
  }

  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

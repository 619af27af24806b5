/// The members of an object of a JSON5 text, in their order; a key may stand twice.
struct JSON5Members: Sendable {
  let items: [JSON5Node.Item]
  /// Where each key stands last.
  ///
  /// Kept only from `indexedFrom` members on: a short list is faster to walk.
  private let positions: [String: Int]

  private static let indexedFrom = 12

  init(_ items: [JSON5Node.Item]) {
    self.items = items
    guard items.count >= Self.indexedFrom else {
      positions = [:]
      return
    }
    let keys = items.enumerated().map { ($1.key?.text ?? "", $0) }
    positions = Dictionary(keys, uniquingKeysWith: max)
  }

  /// The place of the member that holds for a key: the last one, as in JSON5.
  func position(of key: String) -> Int? {
    positions.isEmpty ? items.lastIndex { $0.key?.text == key } : positions[key]
  }
}

import TestSupport

/// A repeatable source of awkward texts.
struct Dice {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static let plain: [Unicode.Scalar] = [
    "a", "Z", "0", " ", "%", "$", "{", "}", "~", ";", "#", "=", "@", "é", "\u{301}", "日", "😀",
  ]
  static let markup = plain + ["<", ">", "&", "\"", "'", "]", "!", "[", "\u{85}"]
  static let programSigns = plain + ["-", "`", "*"]
  static let pathSigns = plain + ["\"", "'", "\\", "%", "h"]
  static let argumentSigns = pathSigns + ["\n", "\t", "\r", "\u{1}", "\u{7F}", "\u{85}"]

  mutating func text(from signs: [Unicode.Scalar]) -> String {
    let count = Int.random(in: 1...24, using: &random)
    let scalars = (0..<count).compactMap { _ in signs.randomElement(using: &random) }
    return String(String.UnicodeScalarView(scalars))
  }
}

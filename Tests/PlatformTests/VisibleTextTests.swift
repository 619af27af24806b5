import Platform
import Testing

@Suite("Text that others wrote") struct VisibleTextTests {
  @Test(
    "as one line it has no control characters",
    arguments: [
      ("", ""), ("plain", "plain"), ("a\nb\tc", "a b c"), ("a\r\nb", "a\u{FFFD} b"), ("\u{1B}[2Jx", "\u{FFFD}[2Jx"),
      ("\u{9B}2J", "\u{FFFD}2J"), ("\u{7F}", "\u{FFFD}"), ("a\u{2028}b", "a\u{FFFD}b"), ("déjà", "déjà"),
    ])
  func line(text: String, visible: String) { #expect(text.visibleLine() == visible) }

  @Test("a line is cut") func cut() {
    #expect("abcd".visibleLine(limit: 3) == "abc" && "éééé".visibleLine(limit: 3) == "ééé")
  }

  @Test(
    "as lines it keeps line feeds, tabs and the sequences that are asked for",
    arguments: [
      ("a\nb\tc", "a\nb\tc"), ("\u{1B}[1mx\u{1B}[0m", "\u{1B}[1mx\u{1B}[0m"), ("\u{1B}[2J", "\u{FFFD}[2J"),
      ("\u{1B}[1", "\u{FFFD}[1"), ("\u{1B}", "\u{FFFD}"), ("é\u{1B}[1m\u{8}", "é\u{1B}[1m\u{FFFD}"),
    ])
  func lines(text: String, visible: String) {
    #expect(text.visible(keeping: ["\u{1B}[1m", "\u{1B}[0m"]) == visible)
  }
}

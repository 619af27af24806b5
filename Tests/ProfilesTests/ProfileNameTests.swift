import Profiles
import Testing

@Suite("Profile name")
struct ProfileNameTests {
  @Test(
    "a letter or digit, then letters, digits, _ and -, 64 at most",
    arguments: [
      "a", "A", "0", "rescue", "a-b", "a_b", "9-", "A__--", "gateway", "defaults", "Main",
      String(repeating: "x", count: 64),
    ])
  func accepted(text: String) throws {
    #expect(try ProfileName(text) == .named(text))
    #expect(try ProfileName(" \t\(text)\n") == .named(text))
    #expect(try ProfileName(text).suffix == "-\(text)")
    #expect(try ProfileName(text).text == text)
  }

  @Test(
    "blank, and default in any case, is the default profile",
    arguments: ["", " ", "\t\n", "default", "DEFAULT", " Default "])
  func unnamed(text: String) throws {
    #expect(try ProfileName(text) == .default)
    #expect(try ProfileName(text).suffix.isEmpty)
    #expect(try ProfileName(text).description == "default")
  }

  @Test(
    "anything else is refused with the text as it was given",
    arguments: [
      "-a", "_a", "a b", "a/b", "../a", ".", "a.b", "é", "aé", "a\u{301}", "a\0", "a%", "$a", "１",
      String(repeating: "x", count: 65),
    ])
  func refused(text: String) {
    #expect(throws: ProfileError.badName(text)) { try ProfileName(text) }
  }

  @Test("the default profile comes first, the others by name") func order() throws {
    let names = try ["b", "default", "a", "B"].map { try ProfileName($0) }
    #expect(names.sorted().map(\.text) == ["default", "B", "a", "b"])
    #expect(!(ProfileName.default < .default))
  }
}

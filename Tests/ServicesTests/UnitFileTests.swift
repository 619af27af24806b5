import Services
import Testing

@Suite("Unit file") struct UnitFileTests {
  @Test("sections, comments, continuations and blanks are read as systemd reads them")
  func reads() {
    let file = UnitFile(
      """
      # first
      stray=1
      [Unit]
      Description = a b \\
        ; a comment inside
        c
      [Service]
        ExecStart=/bin/x \\\\
      ; ExecStart=/bin/y
      Nothing
      """)
    #expect(file.entries.map(\.section) == ["Unit", "Service"])
    #expect(file.value("Unit", "Description") == "a b    c")
    #expect(file.value("Service", "ExecStart") == "/bin/x \\\\")
  }

  @Test("line ends of other systems and a byte order mark are accepted")
  func lineEnds() {
    let file = UnitFile([0xEF, 0xBB, 0xBF] + Array("[A]\r\nk=1\\\r\n2\r\nl=3".utf8))
    #expect(file.entries.map(\.value) == ["1 2", "3"])
  }

  @Test("a line that is no UTF-8 is skipped, the others stay")
  func notUTF8() {
    #expect(UnitFile(Array("[A]\nk=".utf8) + [0xFF] + Array("\nl=3\n".utf8)).entries.map(\.key) == ["l"])
  }

  @Test("an empty value forgets those before it")
  func reset() {
    let file = UnitFile("[Service]\nExecStart=/a\nExecStart=\nExecStart=/b x\nEnvironment=A=1\nEnvironment=")
    #expect(file.values("Service", "ExecStart") == ["/b x"])
    #expect(file.value("Service", "Environment") == nil)
  }

  @Test("a text cut off at any place gives no trap, and what was read before stays")
  func everyCut() {
    let text = Array("[Service]\nExecStart=\"/a b\\x20\" \\\n 'c\\u00e9' \\101\nEnvironment=A=1 \"B=2\"\n".utf8)
    let whole = InstalledUnit(UnitFile(text))
    #expect(whole.command?.arguments == ["/a b ", "cé", "A"])
    for end in text.indices {
      let cut = InstalledUnit(UnitFile(Array(text[..<end])))
      #expect(cut.file.entries.count <= whole.file.entries.count)
    }
  }

  struct Words: Sendable {
    let text: String
    let words: [String]?
  }

  @Test(
    "words are cut and unquoted",
    arguments: [
      Words(text: "", words: []),
      Words(text: " a  b\t", words: ["a", "b"]),
      Words(text: "\"a b\"c 'd \"e'", words: ["a bc", "d \"e"]),
      Words(text: #"a\sb\x41\u00e9\U0001F600\101\n"#, words: ["a bAé😀A\n"]),
      Words(text: #"\q \xzz"#, words: [#"\q"#, #"\xzz"#]),
      Words(text: "\"\"", words: [""]),
      Words(text: "\"open", words: nil),
      Words(text: #"\xff"#, words: nil),
    ])
  func words(_ row: Words) { #expect(SystemdWords.split(row.text, as: .list) == row.words) }

  @Test("a semicolon of its own ends a command, a quoted or escaped one is an argument")
  func semicolon() {
    #expect(UnitCommand(#"/a b \; ";" c;d ; /e"#)?.arguments == ["/a", "b", ";", ";", "c;d"])
  }

  @Test("in lists of paths a backslash takes the next character as it is")
  func pathWords() {
    #expect(SystemdWords.split(#"-"/a\nb" /c\"d"#, as: .paths) == ["-/anb", "/c\"d"])
  }
}

import Foundation
import Services
import Testing

@Suite("Property list reader") struct PropertyListReaderTests {
  private func read(_ text: String) throws(PropertyListError) -> PropertyList {
    try PropertyListReader.read(Array(text.utf8))
  }

  private func value(_ text: String) throws(PropertyListError) -> PropertyList {
    try read("<plist version=\"1.0\">\(text)</plist>")
  }

  static let values: [(String, PropertyList)] = [
    ("<string>a &amp; b &lt;&gt;&quot;&apos; &#233;&#x1F600;</string>", .string("a & b <>\"' é😀")),
    ("<string> kept \n </string>", .string(" kept \n ")),
    ("<string/>", .string("")),
    ("<string><![CDATA[<b> & ]]>x</string>", .string("<b> & x")),
    ("<integer>-42</integer>", .integer(-42)),
    ("<integer>0x1F</integer>", .integer(31)),
    ("<real>1.5</real>", .real(1.5)),
    ("<true/>", .boolean(true)),
    ("<false />", .boolean(false)),
    ("<data>AAEC</data>", .data("AAEC")),
    ("<date>2026-02-01T00:00:00Z</date>", .date("2026-02-01T00:00:00Z")),
    ("<array/>", .array([])),
    ("<array>\n <!-- x -->\n<true/><string>b</string></array>", .array([.boolean(true), .string("b")])),
    ("<dict/>", .dictionary([:])),
    (
      "<dict><key>a</key><dict><key>b &amp; c</key><false/></dict></dict>",
      .dictionary(["a": .dictionary(["b & c": .boolean(false)])])
    ),
  ]

  @Test("each kind of value is read, and Foundation reads the same", arguments: values)
  func kinds(_ text: String, _ expected: PropertyList) throws {
    #expect(try value(text) == expected)
    let document = Data("<plist version=\"1.0\">\(text)</plist>".utf8)
    let list = try PropertyListSerialization.propertyList(from: document, format: nil)
    #expect(matches(list, expected), "\(list)")
  }

  /// Whether Foundation's value is the same as ours.
  private func matches(_ value: Any, _ expected: PropertyList) -> Bool {
    switch expected {
    case .string(let text): value as? String == text
    case .integer(let number): (value as? NSNumber)?.int64Value == number
    case .real(let number): (value as? NSNumber)?.doubleValue == number
    case .boolean(let truth): (value as? Bool) == truth
    case .data(let text): (value as? Data)?.base64EncodedString() == text
    case .date(let text): (value as? Date)?.ISO8601Format() == text
    case .array(let items):
      (value as? [Any]).map { $0.count == items.count && zip($0, items).allSatisfy(matches) } ?? false
    case .dictionary(let members):
      (value as? [String: Any]).map { list in
        list.count == members.count && members.allSatisfy { key, item in list[key].map { matches($0, item) } ?? false }
      } ?? false
    }
  }

  @Test("every end of a line is one line feed") func lineEnds() throws {
    #expect(try value("<string>a\r\nb\rc\nd</string>") == .string("a\nb\nc\nd"))
  }

  @Test("what stands before and after the value is passed over") func prolog() throws {
    let document = """
      \u{FEFF}<?xml version='1.0' encoding='utf-8'?>
      <!-- a comment with a <tag> -->
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0"><true/></plist><!-- the end -->

      """
    #expect(try read(document) == .boolean(true))
  }

  static let mistakes: [(String, PropertyListError.Problem, Int)] = [
    ("bplist00", .binary, 1),
    ("", .unexpectedEnd, 1),
    ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><plist/>", .encoding("UTF-16"), 1),
    ("<!DOCTYPE plist [<!ENTITY x \"y\">]><plist/>", .internalSubset, 1),
    ("<dict/>", .expected("<plist>"), 1),
    ("<plist>\n</plist>", .expected("a value"), 2),
    ("<plist>\n<true/>\n<true/></plist>", .expected("</plist>"), 3),
    ("<plist><true/></plist> more", .expected("the end of the file"), 1),
    ("<plist>text</plist>", .expected("an element"), 1),
    ("<plist><colour/></plist>", .unknownElement("colour"), 1),
    ("<plist><true>yes</true></plist>", .unknownElement("true"), 1),
    ("<plist><string>a</key></plist>", .expected("</string>"), 1),
    ("<plist><string>&nbsp;</string></plist>", .badReference("nbsp"), 1),
    ("<plist><string>&#1;</string></plist>", .badReference("#1"), 1),
    ("<plist><string>&#x110000;</string></plist>", .badReference("#x110000"), 1),
    ("<plist><integer>7x</integer></plist>", .badNumber("7x"), 1),
    ("<plist><integer> 7</integer></plist>", .badNumber(" 7"), 1),
    ("<plist><string>a<!-- b --></string></plist>", .expected("</string>"), 1),
    ("<plist><real></real></plist>", .badNumber(""), 1),
    ("<plist><dict><string>a</string></dict></plist>", .expected("<key>"), 1),
    ("<plist><dict><key>a</key></dict></plist>", .expected("a value"), 1),
    ("<plist><dict><key>a</key><true/>\n<key>a</key><true/></dict></plist>", .duplicateKey("a"), 2),
    ("<plist>< true/></plist>", .expected("the name of an element"), 1),
  ]

  @Test("a mistake is named with its line", arguments: mistakes)
  func mistake(_ text: String, _ problem: PropertyListError.Problem, _ line: Int) {
    #expect(throws: PropertyListError(problem, line: line)) { try read(text) }
    #expect(!"\(PropertyListError(problem, line: line))".isEmpty)
  }

  @Test("bytes that are no text are refused") func notText() {
    #expect(throws: PropertyListError(.notText, line: 1)) { try PropertyListReader.read([0x3C, 0xFF]) }
  }

  @Test("a file that is cut off anywhere is refused") func cutOff() throws {
    let whole = Array(try LaunchAgent(.sample()).text().utf8.dropLast())
    for end in whole.indices {
      #expect(throws: PropertyListError.self) { try PropertyListReader.read(Array(whole[..<end])) }
    }
  }

  @Test("values nested deeper than the limit are refused, and do not exhaust the stack") func depth() throws {
    let nested = { (depth: Int) in
      String(repeating: "<array>", count: depth) + String(repeating: "</array>", count: depth)
    }
    _ = try value(nested(PropertyListReader.depthLimit))
    #expect(throws: PropertyListError(.tooDeep, line: 1)) { try value(nested(PropertyListReader.depthLimit + 1)) }
    #expect(throws: PropertyListError.self) { try value(nested(100_000)) }
  }
}

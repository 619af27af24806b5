import JSON
import TestSupport
import Testing

@Suite("JSON scanner") struct JSONScannerTests {
  private func scan<Value>(_ text: String, _ body: (inout JSONScanner) throws -> Value) rethrows -> Value {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return try body(&scanner)
    }
  }

  @Test("a frame is walked member by member, and its parameters stay raw bytes") func walk() throws {
    try scan(#" { "type":"req", "id" : "1\u0031", "params": {"a":[1, {}]} , "seq":42,"ok":true,"no":null} "#) {
      scanner in
      var seen: [String] = []
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        switch key {
        case "type": seen.append(try scanner.readString() == "req" ? "req" : "other")
        case "id": seen.append(try scanner.readString().text)
        case "params": seen.append(String(decoding: try scanner.skipValue(), as: UTF8.self))
        case "seq": seen.append(String(try scanner.readInteger()))
        case "ok": seen.append(String(try scanner.readBool()))
        default: try scanner.readNull()
        }
      }
      try scanner.finish()
      #expect(seen == ["req", "11", #"{"a":[1, {}]}"#, "42", "true"])
    }
  }

  @Test("a key is compared by its decoded text", arguments: ["abc", #"a\u0062c"#]) func comparison(_ key: String) throws
  {
    try scan("{\"\(key)\":1}") { scanner in
      try scanner.beginObject()
      let slice = try #require(try scanner.nextKey())
      #expect(slice == "abc")
      #expect(!(slice == "abd"))
      #expect(!(slice == "ab"))
      #expect(slice.text == "abc")
    }
  }

  @Test("what is skipped is checked as strictly as what is read", arguments: JSONReaderTests.invalid)
  func skipping(_ sample: JSONReaderTests.Invalid) {
    let lenient: Set<JSONError.Reason> = [.numberOutOfRange, .byteOrderMark]
    let error = scan(sample.text) { scanner in
      Result { () throws(JSONError) in
        try scanner.skipValue()
        try scanner.finish()
      }.failure
    }
    #expect(error?.reason == sample.reason || lenient.contains(sample.reason))
  }

  @Test("skipping and reading agree on any text, but for what skipping cannot know") func agreement() {
    let text = Array(#"{"a":[1,-2.5e+3,{"k":"x\né😀\ud83d\ude00"}],"b":{"c":null,"d":true}} "#.utf8)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      var mutant = text
      mutant[Int.random(in: 0..<text.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      let skipping = mutant.withUnsafeBytes { bytes in
        var scanner = JSONScanner(bytes)
        return Result { () throws(JSONError) in
          try scanner.skipValue()
          try scanner.finish()
        }.failure
      }
      let reading = Result { () throws(JSONError) in try JSONReader.read(mutant) }.failure
      switch reading?.reason {
      case .numberOutOfRange: continue
      default: #expect(skipping == reading)
      }
    }
  }

  @Test("what is skipped must be UTF-8", arguments: JSONReaderTests.illFormed) func skippingIllFormed(_ bytes: [UInt8])
  {
    let text = Array("[\"".utf8) + bytes + Array("\"]".utf8)
    #expect(throws: JSONError.self) {
      try text.withUnsafeBytes { bytes in
        var scanner = JSONScanner(bytes)
        try scanner.skipValue()
      }
    }
  }

  @Test("a string of any length around the eight-byte step is scanned to its quote", arguments: 0...40)
  func stringLengths(_ length: Int) throws {
    let content = String(repeating: "x", count: length)
    for special in ["", #"\""#, "é", "\u{7F}"] {
      try scan("\"\(content)\(special)\"1") { scanner in
        let slice = try scanner.readString()
        let number = try scanner.readInteger()
        #expect(slice.content.elementsEqual((content + special).utf8))
        #expect(number == 1)
      }
    }
  }

  @Test("a control character is found at every place of a word", arguments: 0..<16) func controls(_ place: Int) {
    var text = Array("\"0123456789ABCDEF\"".utf8)
    for byte in [UInt8(0), 0x1F, 0x0A] {
      text[1 + place] = byte
      let error = #expect(throws: JSONError.self) { try JSONReader.read(text) }
      #expect(error?.reason == .controlCharacter(byte))
      #expect(error?.offset == 1 + place)
    }
  }

  @Test("an integer must be whole", arguments: ["1.5", "1e400", "99999999999999999999", "\"1\""])
  func integers(_ text: String) {
    #expect(throws: JSONError.self) { try scan(text) { try $0.readInteger() } }
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

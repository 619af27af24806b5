import Testing

@testable import HTTPCodec

@Suite("SHA-1 and base64") struct DigestTests {
  @Test(
    "the vectors of RFC 3174 and FIPS 180 come out",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
      (
        String(repeating: "0123456701234567012345670123456701234567012345670123456701234567", count: 10),
        "dea356a2cddd90c7a7ecedc5ebb563934f460452"
      ),
      (String(repeating: "a", count: 1000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
  func digest(_ message: String, _ expected: String) {
    let digits = SHA1.digest(Array(message.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(digits.joined() == expected)
  }

  @Test("padding is right at every length around a block", arguments: 50...70) func padding(_ count: Int) {
    let message = [UInt8](repeating: 0x61, count: count)
    #expect(SHA1.digest(message).count == 20)
    #expect(SHA1.digest(message) != SHA1.digest(message + [0x61]))
  }

  @Test(
    "the vectors of RFC 4648 §10 come out, both ways",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func base64(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test("the whole alphabet is used") func alphabet() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
  }

  @Test(
    "what is not canonical is refused",
    arguments: ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zm-_", "=Zg="])
  func refused(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}

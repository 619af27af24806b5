import Configuration
import Glibc
import Platform
import TestSupport
import Testing

@Suite("Secret files", .timeLimit(.minutes(1))) struct SecretFileTests {
  static let accepted = ["s3cret", "  s3cret \n", "\n\n\ts3cret\r\n\n", "s3cret\n \n"]

  @Test("the one line that is not blank is the secret", arguments: accepted) func oneLine(_ text: String) throws {
    try withScratch { home in
      try place(text, at: home.appending("token"))
      for name in ["~/token", "token", home.appending("token").string] {
        #expect(try SecretFile.read(name, home: home, relativeTo: home) == Secret("s3cret"))
      }
    }
  }

  static let refused: [(String, SecretFileError)] = [
    ("", .blank), (" \n\t\n", .blank), ("a\nb", .severalLines), ("a\n\nb\n", .severalLines),
    (String(repeating: "a", count: SecretFile.limit + 1), .unreadable(SystemError(code: EFBIG, call: "read"))),
  ]

  @Test("anything else is refused", arguments: refused) func refuses(_ text: String, _ error: SecretFileError) throws {
    try withScratch { home in
      try place(text, at: home.appending("token"))
      let thrown = #expect(throws: SecretFileError.self) {
        try SecretFile.read("token", home: home, relativeTo: home)
      }
      #expect(thrown?.reason == error.reason)
    }
  }

  @Test("bytes that are no text are refused, since no client could send them") func noText() throws {
    try withScratch { home in
      try AtomicFile.write([0x61, 0xFF], to: home.appending("token"), mode: 0o600)
      #expect(throws: SecretFileError.noText) { try SecretFile.read("token", home: home, relativeTo: home) }
    }
  }

  @Test(
    "a pipe, a device, somebody's home and nothing are refused without waiting",
    arguments: [
      ("pipe", "it is no regular file"), ("/dev/null", "it is no regular file"),
      ("~nobody/t", "No such file or directory"),
      ("none", "No such file or directory"),
    ])
  func noRegularFile(_ name: String, _ reason: String) throws {
    try withScratch { home in
      mkfifo(home.appending("pipe").string, 0o600)
      let error = #expect(throws: SecretFileError.self) { try SecretFile.read(name, home: home, relativeTo: home) }
      #expect(error?.reason == reason)
    }
  }
}

import Glibc
import Testing

@testable import Platform

@Suite("Account")
struct AccountTests {
  @Test("root is found by id and by name") func root() throws {
    let root = try #require(try Account.withID(0))
    #expect(root.name == "root")
    #expect(root.groupID == 0)
    #expect(root.home == AbsolutePath("/root"))
    #expect(try Account.named("root") == root)
  }

  @Test("an account that does not exist is nil") func absent() throws {
    #expect(try Account.withID(3_999_999_999) == nil)
    #expect(try Account.named("no-such-account-here") == nil)
  }

  @Test("not found is nil in all its spellings, and anything else an error") func codes() throws {
    for code in [ENOENT, ESRCH] { #expect(try Account.lookUp("q", "s") { _, _, _, _ in code } == nil) }
    #expect(throws: SystemError(code: EIO, call: "q", subject: "s")) {
      try Account.lookUp("q", "s") { _, _, _, _ in EIO }
    }
  }

  @Test("an entry that does not fit is asked for again with more room, up to a limit") func room() throws {
    var capacities: [Int] = []
    #expect(throws: SystemError(code: ERANGE, call: "q", subject: "s")) {
      try Account.lookUp("q", "s") { _, _, capacity, _ in
        capacities.append(capacity)
        return capacities.count == 2 ? EINTR : ERANGE
      }
    }
    #expect(capacities == [1024, 4096, 4096, 16384, 65536, 262144, 1_048_576])
  }
}

import Glibc
import Platform
import Testing

@Suite("System error")
struct SystemErrorTests {
  @Test("it says the call, the subject and the system's words") func description() {
    #expect(SystemError(code: ENOENT, call: "open", subject: "/x").description == "open /x: No such file or directory")
    #expect(SystemError(code: EINTR, call: "poll").description == "poll: Interrupted system call")
    #expect(SystemError(code: 9999, call: "open").reason.contains("9999"))
  }

  @Test("an interrupted call is made again") func interrupted() throws {
    var calls = 0
    let result = try checked("read") { () -> Int32 in
      calls += 1
      errno = EINTR
      return calls < 4 ? -1 : 7
    }
    #expect(result == 7)
    #expect(calls == 4)
  }

  @Test("any other failure carries the code and the subject") func failure() {
    #expect(throws: SystemError(code: EACCES, call: "open", subject: "/x")) {
      try checked("open", "/x") { () -> Int32 in
        errno = EACCES
        return -1
      }
    }
  }

  @Test(
    "absence is told from other failures",
    arguments: [(ENOENT, true), (ENOTDIR, true), (EACCES, false), (ELOOP, false)])
  func absence(code: Int32, isAbsence: Bool) {
    #expect(SystemError(code: code, call: "stat").isAbsence == isAbsence)
  }
}

import Glibc
import Testing

@testable import Platform

@Suite("Program text")
struct ProgramTextTests {
  @Test(
    "only instructions that a file holds are let go of",
    arguments: [
      ("7f0000001000-7f0000003000 r-xp 00001000 fe:00 42                       /usr/lib/libc.so.6", true),
      ("7f0000001000-7f0000003000 r-xp 00001000 fe:00 42                       /a path/with spaces (deleted)", true),
      ("7f0000001000-7f0000003000 r--p 00001000 fe:00 42                       /usr/lib/libc.so.6", false),
      ("7f0000001000-7f0000003000 rwxp 00001000 fe:00 42                       /usr/lib/libc.so.6", false),
      ("7f0000001000-7f0000003000 r-xs 00001000 fe:00 42                       /usr/lib/libc.so.6", false),
      ("7f0000001000-7f0000003000 r-xp 00000000 00:00 0                        [vdso]", false),
      ("7f0000001000-7f0000003000 r-xp 00000000 00:00 0", false),
      ("7f0000003000-7f0000001000 r-xp 00001000 fe:00 42                       /backwards", false),
      ("7f0000001000 r-xp 00001000 fe:00 42                                    /no/end", false),
      ("", false),
    ])
  func choice(of line: String, isReleased: Bool) {
    let expected: [Range<UInt>] = isReleased ? [0x7f00_0000_1000..<0x7f00_0000_3000] : []
    #expect(ProgramText.instructions(in: line + "\n") == expected)
  }

  @Test("every mapping of a table is looked at")
  func severalMappings() {
    let table = """
      1000-2000 r-xp 00000000 fe:00 1 /program
      2000-3000 rw-p 00000000 fe:00 1 /program
      4000-6000 r-xp 00000000 fe:00 2 /library

      """
    #expect(ProgramText.instructions(in: table) == [0x1000..<0x2000, 0x4000..<0x6000])
  }

  @Test("a program goes on without the pages, and fewer are resident")
  func release() throws {
    let before = try residentTextPages()
    ProgramText.release()
    #expect(try residentTextPages() < before)
  }

  /// The pages of files that this process has mapped: `shared` of `proc_pid_statm(5)`.
  private func residentTextPages() throws -> Int {
    let content = try #require(try Files.read(ListeningSockets.proc.appending("self/statm")))
    return try #require(Int(String(decoding: content, as: UTF8.self).split(separator: " ")[2]))
  }
}

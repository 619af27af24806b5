import CLinux
import Glibc
import Testing

@testable import Transport

@Suite("Notices of watched directories") struct DirectoryNoticeTests {
  @Test("one read may hold several, with and without a name") func several() {
    let bytes =
      Self.notice(1, IN_CLOSE_WRITE, name: "file") + Self.notice(2, IN_DELETE_SELF)
      + Self.notice(1, IN_CREATE, name: "é")
    let notices = bytes.withUnsafeBytes(DirectoryNotice.all)
    #expect(notices.map(\.name) == ["file", "", "é"])
    #expect(notices.map(\.watch) == [1, 2, 1])
    #expect(notices.map(\.isLoss) == [false, true, false])
  }

  @Test("an overflow is about no directory") func overflow() {
    let notices = Self.notice(-1, IN_Q_OVERFLOW).withUnsafeBytes(DirectoryNotice.all)
    #expect(notices.map(\.isOverflow) == [true])
    #expect(notices.map(\.watch) == [-1])
  }

  @Test("bytes that are cut anywhere give the whole notices before the cut") func cut() {
    let whole = Self.notice(1, IN_CREATE, name: "a") + Self.notice(2, IN_CREATE, name: "b")
    for length in 0...whole.count {
      let notices = whole[..<length].withUnsafeBytes(DirectoryNotice.all)
      #expect(notices.count == length / (whole.count / 2))
    }
  }

  /// What the kernel writes: the name ends with zeros that pad it.
  private static func notice(_ watch: Int32, _ mask: Int32, name: String = "") -> [UInt8] {
    var padded = Array(name.utf8)
    if !padded.isEmpty { padded += [UInt8](repeating: 0, count: 16 - padded.count) }
    var event = inotify_event()
    (event.wd, event.mask, event.len) = (watch, UInt32(bitPattern: mask), UInt32(padded.count))
    return withUnsafeBytes(of: event) { Array($0) } + padded
  }
}

import CLinux
import Configuration
import Glibc
import Platform
import Testing

@testable import Gateway

@Suite("A log whose reader stands still", .timeLimit(.minutes(1))) struct StalledReaderTests {
  /// Both ends of an output, closed when it goes.
  private final class Ends {
    let reader: Int32
    let writer: Int32

    init(_ reader: Int32, _ writer: Int32) { (self.reader, self.writer) = (reader, writer) }

    deinit {
      close(reader)
      close(writer)
    }

    /// Everything that waits to be read.
    func drain() -> String {
      var bytes: [UInt8] = []
      var entry = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      var chunk = [UInt8](repeating: 0, count: 65536)
      while poll(&entry, 1, 200) > 0 {
        let count = read(reader, &chunk, chunk.count)
        guard count > 0 else { break }
        bytes += chunk[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  enum Kind: CaseIterable { case pipe, terminal }

  private func ends(_ kind: Kind) throws -> Ends {
    switch kind {
    case .pipe:
      var ends: [Int32] = [0, 0]
      try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
      return Ends(ends[0], ends[1])
    case .terminal:
      // ioctl_tty(2): TIOCSPTLCK takes the lock away, TIOCGPTN gives the other end's number.
      let reader = try checked("open") { cl_open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC, 0) }
      var (unlocked, number): (Int32, Int32) = (0, 0)
      try checked("TIOCSPTLCK") { cl_ioctl_pointer(reader, 0x4004_5431, &unlocked) }
      try checked("TIOCGPTN") { cl_ioctl_pointer(reader, 0x8004_5430, &number) }
      return Ends(reader, try checked("open") { cl_open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC, 0) })
    }
  }

  @Test(
    "never waits: lines are dropped and counted, and the count is said once there is room", arguments: Kind.allCases)
  func stalled(_ kind: Kind) throws {
    let ends = try ends(kind)
    var log = ConsoleLog(isColoured: false, descriptor: ends.writer)
    for number in 1...500 { log.write(LogRecord(.info, "\(number):" + String(repeating: "x", count: 1000))) }
    let first = ends.drain()
    log.write(LogRecord(.info, "again"))
    let rest = ends.drain()
    #expect(first.contains("] 1:x") && !first.contains("] 500:x"))
    // A terminal takes lines in the background, so that there may be room, and a note, in between.
    let notes = (first + rest).split(separator: "] warn: ").dropFirst().compactMap {
      $0.split(separator: " ").first.flatMap { Int($0) }
    }
    let whole = first.split(whereSeparator: \.isNewline).filter { $0.hasSuffix("xx") && $0.count > 1000 }.count
    let dropped = notes.reduce(0, +)
    #expect(!notes.isEmpty && abs(dropped + whole - 500) <= notes.count, "\(whole) written, dropped: \(notes)")
    #expect(rest.contains("log lines could not be written") && rest.contains("again"))
  }
}

import CLinux
import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Terminal")
struct TerminalTests {
  @Test("a pseudo-terminal says its width, or that it has none", arguments: [(80, 80), (0, nil), (500, 500)])
  func width(columns: UInt16, width: Int?) throws {
    let terminal = try Descriptor(opening: AbsolutePath.root.appending("dev/ptmx"), O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try checked("ioctl") { cl_ioctl_pointer(terminal.raw, UInt(TIOCSWINSZ), &size) }
    #expect(Terminal.on(terminal.raw) == Terminal(isTerminal: true, width: width))
  }

  @Test("a file and a closed descriptor are none") func none() throws {
    let file = try Descriptor(opening: AbsolutePath.root.appending("dev/null"), O_RDONLY)
    #expect(Terminal.on(file.raw) == Terminal(isTerminal: false, width: nil))
    #expect(Terminal.on(-1) == Terminal(isTerminal: false, width: nil))
  }
}

import CLinux
import Glibc

/// What standard output or standard error is connected to.
package struct Terminal: Hashable, Sendable {
  /// Whether a terminal is at the other end.
  package let isTerminal: Bool
  /// Columns, nil when it is no terminal or will not say.
  package let width: Int?

  /// A terminal, or none, as given.
  package init(isTerminal: Bool, width: Int?) {
    self.isTerminal = isTerminal
    self.width = width
  }

  /// Asks about a descriptor: `isatty(3)` and `TIOCGWINSZ` of `ioctl_tty(2)`.
  package static func on(_ descriptor: Int32) -> Terminal {
    guard isatty(descriptor) == 1 else { return Terminal(isTerminal: false, width: nil) }
    var size = winsize()
    let answered = cl_ioctl_pointer(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Terminal(isTerminal: true, width: answered ? Int(size.ws_col) : nil)
  }
}

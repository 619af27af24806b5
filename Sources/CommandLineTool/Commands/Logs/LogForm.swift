import CommandTree

/// How a line of a log looks.
struct LogForm: Hashable {
  let style: OutputStyle
  /// Whether the time of day, in UTC, stands for the whole time stamp.
  let isShort: Bool

  /// The time stamp as it is shown.
  func time(_ stamp: String) -> String {
    style.paint(isShort ? String(stamp.dropFirst(11).prefix(8)) : stamp, .faint)
  }
}

import JSON
import Platform

/// The last lines of a log file, or those that a reader has not had: the answer to `logs.tail`.
///
/// The cursor is the size that the file had; after a rotation it is beyond the end, and the reader starts over.
package struct LogTail: Hashable, Sendable {
  /// The end of the file that the reader has had; nil for none.
  package var cursor: Int?
  /// How many lines at most.
  package var limit = 500
  /// How much of the file at most.
  package var byteLimit = 250_000

  package init(cursor: Int? = nil, limit: Int = 500, byteLimit: Int = 250_000) {
    self.cursor = cursor
    self.limit = limit
    self.byteLimit = byteLimit
  }

  /// What is read of a file.
  package struct Slice: Hashable, Sendable {
    package var lines: [String] = []
    /// The size of the file, which is the next cursor.
    package var size = 0
    /// Whether lines are missing that the reader has not had.
    package var isTruncated = false
    /// Whether the cursor could not be gone on from.
    package var isReset = false
  }

  /// Reads the file: `fstat(2)`, `lseek(2)`, `read(2)`.
  ///
  /// A file that is not there has no lines.
  package func read(_ path: AbsolutePath) throws(SystemError) -> Slice {
    let size = try Files.status(path)?.size ?? 0
    var slice = Slice(size: size)
    let tail = max(0, size - byteLimit)
    var start = tail
    if let cursor, cursor <= size, cursor >= tail {
      start = cursor
    } else {
      slice.isReset = cursor != nil
      slice.isTruncated = tail > 0
    }
    guard start < size else { return slice }
    // One byte more, which says whether the first line is whole.
    let bytes = try Files.read(path, from: max(0, start - 1), count: size - max(0, start - 1)) ?? []
    slice.lines = Self.lines(bytes, isWhole: start == 0)
    if slice.lines.count > limit {
      slice.lines.removeFirst(slice.lines.count - limit)
      slice.isTruncated = true
    }
    return slice
  }

  /// The lines after the first line end, or all of them.
  private static func lines(_ bytes: [UInt8], isWhole: Bool) -> [String] {
    var rest = bytes[...]
    if !isWhole { rest = rest.drop { $0 != UInt8(ascii: "\n") }.dropFirst() }
    return rest.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}

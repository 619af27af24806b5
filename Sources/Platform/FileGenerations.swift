import Glibc

/// A file of lines and those before it, which were renamed to `NAME.1`, `NAME.2` and so on.
package struct FileGenerations: Hashable, Sendable {
  /// The newest.
  package let path: AbsolutePath
  /// How many there may be in all.
  package let count: Int

  /// Bytes that are looked at in all, a line that is not whole in them left out.
  package let limit: Int

  /// A file with the generations before it; none for a count of 1.
  package init(_ path: AbsolutePath, count: Int, limit: Int = 64 << 20) {
    self.path = path
    self.count = count
    self.limit = limit
  }

  private static let piece = 65_536

  /// Visits the lines from the last to the first, without empty ones, until `body` is false.
  ///
  /// What follows the last line feed is a line as well. A beginning whose blocks were given back is passed over.
  ///
  /// - Parameter position: where the newest file is taken to end.
  /// - Throws: `SystemError`; nothing at all at the path is no error.
  package func visitFromEnd(
    before position: FilePosition? = nil, _ body: (ArraySlice<UInt8>) -> Bool
  ) throws(SystemError) {
    var rest = limit
    for generation in 0..<count {
      let name = generation == 0 ? path : path.parent.appending("\(path.lastComponent).\(generation)")
      do {
        let file = try Descriptor(opening: name, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        let status = try file.status(subject: name.string)
        let isCut = position.map { $0.inode == status.inode && $0.offset < status.size } ?? false
        guard
          try Self.visit(file, name, end: isCut ? position?.offset ?? 0 : status.size, left: &rest, body), rest > 0
        else { return }
      } catch {
        if !error.isAbsence { throw error }
      }
    }
  }

  /// Visits one file; false when it was told to stop.
  private static func visit(
    _ file: borrowing Descriptor, _ name: AbsolutePath, end: Int, left: inout Int, _ body: (ArraySlice<UInt8>) -> Bool
  ) throws(SystemError) -> Bool {
    var end = end
    // The end of a line whose beginning has not been read yet.
    var tail: [UInt8] = []
    while end > 0, left > 0 {
      let start = max(0, end - min(piece, left))
      let bytes = try file.readPiece(end - start, at: start, subject: name.string)
      if bytes.allSatisfy({ $0 == 0 }) { break }
      var lines = (bytes + tail).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
      tail = Array(lines.popFirst() ?? [])
      for line in lines.reversed() where !visit(line, body) { return false }
      left -= bytes.count
      end = start
    }
    return left > 0 || end == 0 ? visit(tail[...], body) : false
  }

  private static func visit(_ line: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
    let line = line.drop { $0 == 0 }
    return line.isEmpty || body(line)
  }
}

/// A place in a file that keeps its meaning when the file is renamed.
package struct FilePosition: Hashable, Sendable {
  /// The file's number.
  package let inode: UInt64
  /// Bytes from its beginning.
  package let offset: Int

  /// A place from its parts.
  package init(inode: UInt64, offset: Int) {
    self.inode = inode
    self.offset = offset
  }
}

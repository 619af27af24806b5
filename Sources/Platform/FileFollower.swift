import Glibc

/// Reads the lines that are added to a file, across renames of it and when it starts over.
package final class FileFollower {
  private let path: AbsolutePath
  private var file: Descriptor?
  private var inode: UInt64 = 0
  private var offset = 0
  /// A line that has no end yet.
  private var partial: [UInt8] = []

  /// How much is read at once, and the longest line: 1 MiB.
  private static let piece = 1 << 20

  /// Follows a file from its present end, or from its beginning once there is one.
  package init(_ path: AbsolutePath) throws(SystemError) {
    self.path = path
    try open()
    if let size = try file?.status(subject: path.string).size { offset = size }
  }

  /// Where the reading begins; nil when there is no file yet.
  package var position: FilePosition? {
    switch file {
    case .some: FilePosition(inode: inode, offset: offset)
    case .none: nil
    }
  }

  /// The lines that have come since the last call, without empty ones.
  package func lines() throws(SystemError) -> [[UInt8]] {
    var lines = try newLines()
    // What was renamed has been read to its end by now.
    guard let status = try Files.status(path), status.inode != inode else { return lines }
    if !partial.isEmpty { lines.append(partial) }
    partial = []
    try open()
    return lines + (try newLines())
  }

  private func open() throws(SystemError) {
    file = nil
    offset = 0
    do {
      let opened = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      inode = try opened.status(subject: path.string).inode
      file = consume opened
    } catch {
      if !error.isAbsence { throw error }
    }
  }

  private func newLines() throws(SystemError) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    while let bytes = try newBytes(), !bytes.isEmpty {
      var pieces = (partial + bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      partial = pieces.popLast().map { Array($0) } ?? []
      lines += pieces.map { Array($0) }
      if partial.count > Self.piece { lines.append(partial.take()) }
    }
    return lines.filter { !$0.isEmpty }
  }

  /// What has come since; a file that has become shorter is read from its beginning.
  private func newBytes() throws(SystemError) -> [UInt8]? {
    switch file {
    case .none: return nil
    case .some(let file):
      if try file.status(subject: path.string).size < offset { offset = 0 }
      let bytes = try file.readPiece(Self.piece, at: offset, subject: path.string)
      offset += bytes.count
      return bytes
    }
  }
}

extension [UInt8] {
  /// Hands the content over and leaves nothing.
  fileprivate mutating func take() -> [UInt8] {
    defer { self = [] }
    return self
  }
}

import Platform

/// A part of an open file that is to be sent.
package struct FileRegion: Sendable {
  /// The file, which stays open as long as anybody holds it.
  package let file: OpenFile
  /// Where the part begins.
  package private(set) var offset: Int
  /// How many bytes it has.
  package private(set) var count: Int

  /// The bytes of a range.
  package init(_ file: OpenFile, _ range: Range<Int>) {
    self.file = file
    offset = range.lowerBound
    count = range.count
  }

  mutating func advance(by count: Int) {
    offset += count
    self.count -= count
  }
}

/// A file that several may hold open; closed when the last lets go of it.
package final class OpenFile: Sendable {
  /// The file's descriptor.
  package let descriptor: Descriptor

  /// Takes over an open file.
  package init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
}

/// What a connection sends after the bytes that are queued: a part of a file, and then some bytes.
@LoopActor final class FileSequel {
  var region: FileRegion
  let tail: [UInt8]

  init(_ region: FileRegion, _ tail: [UInt8]) {
    self.region = region
    self.tail = tail
  }

  /// How many bytes are left.
  var count: Int { region.count + tail.count }
}

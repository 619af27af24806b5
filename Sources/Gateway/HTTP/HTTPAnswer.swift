import HTTPCodec
import Transport

/// What a request is answered with.
struct HTTPAnswer {
  /// What follows the fields.
  enum Content {
    case bytes([UInt8])
    /// A part of a file, never held in memory, and what comes after it.
    case file(FileContent)
  }

  var response: HTTPResponse
  var content: Content
  /// How long the answer is held back; the connection ends with it.
  var delay: Duration?

  /// An answer of one line.
  init(_ status: HTTPStatus, _ text: String, fields: HTTPFields = HTTPFields()) {
    self.init(status, .bytes(Array("\(text)\n".utf8)), type: "text/plain; charset=utf-8", fields: fields)
    response.fields.append("Cache-Control", "no-store")
  }

  /// An answer with a content of some type.
  init(_ status: HTTPStatus, _ content: Content, type: String, fields: HTTPFields = HTTPFields()) {
    response = HTTPResponse(status, fields: fields)
    response.fields.append("Content-Type", type)
    self.content = content
  }

  /// An answer without content.
  init(_ status: HTTPStatus, fields: HTTPFields) {
    response = HTTPResponse(status, fields: fields)
    content = .bytes([])
  }

  static let notFound = HTTPAnswer(.notFound, "Not Found")

  /// The length of the content.
  var contentLength: Int {
    switch content {
    case .bytes(let bytes): bytes.count
    case .file(let file): file.count
    }
  }
}

/// A part of a file, and bytes after it.
struct FileContent {
  private(set) var region: FileRegion
  private(set) var tail: [UInt8]

  init(_ region: FileRegion, tail: [UInt8] = []) {
    self.region = region
    self.tail = tail
  }

  var count: Int { region.count + tail.count }

  /// A range of all of it.
  func part(_ range: Range<Int>) -> FileContent {
    let inFile = range.clamped(to: 0..<region.count)
    let after = range.clamped(to: region.count..<count)
    var part = self
    part.region = FileRegion(region.file, region.offset + inFile.lowerBound..<region.offset + inFile.upperBound)
    part.tail = Array(tail[after.lowerBound - region.count..<after.upperBound - region.count])
    return part
  }
}

import Glibc
import HTTPCodec
import Platform
import Transport

/// Answers requests with the regular files below a directory, and with nothing else there.
struct StaticFiles {
  let root: AbsolutePath
  /// What is added to every page before its last `</body>`; empty for nothing.
  let addition: [UInt8]

  /// The answer to a GET or HEAD for a path below the directory.
  ///
  /// - Throws: `SystemError` with what the system says of the path.
  func answer(_ path: FilePath, _ visit: HTTPVisit) throws(SystemError) -> HTTPAnswer {
    let directory = try ConfinedDirectory(opening: root)
    let file = try directory.open(path.components)
    let status = try file.status()
    switch status.kind {
    case .directory where !path.endsWithSlash: return redirect(visit.request.target)
    case .directory:
      let index = try directory.open(path.components + ["index.html"])
      let status = try index.status()
      guard status.kind == .regular else { return .notFound }
      return try answer(OpenFile(index), status, named: "index.html", visit)
    case .regular where !path.endsWithSlash:
      return try answer(OpenFile(file), status, named: path.components.last ?? "", visit)
    case .regular, .symbolicLink, .other: return .notFound
    }
  }

  /// Relative links of the index would lead astray without the slash.
  private func redirect(_ target: RequestTarget) -> HTTPAnswer {
    let query = target.query.map { "?\($0)" } ?? ""
    return HTTPAnswer(.found, fields: ["Location": "\(target.path)/\(query)", "Cache-Control": "no-store"])
  }

  private func answer(
    _ file: OpenFile, _ status: FileStatus, named name: String, _ visit: HTTPVisit
  ) throws(SystemError) -> HTTPAnswer {
    let type = MediaType.ofFile(named: name)
    let isExtended = type == MediaType.html && !addition.isEmpty
    let validators = Validators(status, variant: isExtended ? "-r" : "")
    let fields = self.fields(validators)
    switch validators.outcome(for: visit.request.fields) {
    case .notModified: return HTTPAnswer(.notModified, fields: fields)
    case .preconditionFailed: return HTTPAnswer(.preconditionFailed, "Precondition Failed")
    case .proceed: break
    }
    let content = isExtended ? try extended(file, status.size) : FileContent(FileRegion(file, 0..<status.size))
    var answer = HTTPAnswer(.ok, .file(content), type: type, fields: fields)
    try answer.takePart(of: content, asked: range(visit, validators, content.count))
    return answer
  }

  private func fields(_ validators: Validators) -> HTTPFields {
    [
      "ETag": validators.tag.description, "Last-Modified": validators.modified.description, "Accept-Ranges": "bytes",
      "Cache-Control": "no-store",
    ]
  }

  /// The part that a GET asks for: RFC 9110 §14.2 defines Range for no other method.
  private func range(_ visit: HTTPVisit, _ validators: Validators, _ length: Int) -> RangeSelection {
    let fields = visit.request.fields
    guard visit.request.method == "GET", validators.allowsRange(for: fields, at: visit.now) else { return .whole }
    return RangeSelection(fields["Range"], of: length)
  }

  // MARK: Pages

  /// How much of a page's end is searched for its `</body>`.
  private static let searched = 64 << 10

  /// The page up to its last `</body>`, the addition, and the rest.
  private func extended(_ file: OpenFile, _ size: Int) throws(SystemError) -> FileContent {
    let start = max(0, size - Self.searched)
    let end = try file.descriptor.readPiece(size - start, at: start)
    let place = end.lastIndex(ofTag: "</body") ?? end.count
    return FileContent(FileRegion(file, 0..<start + place), tail: addition + end[place...])
  }
}

extension HTTPAnswer {
  /// Narrows the answer to the part that was asked for, and reads what is short.
  fileprivate mutating func takePart(of whole: FileContent, asked: RangeSelection) throws(SystemError) {
    switch asked {
    case .whole: content = try .shortInMemory(whole)
    case .part(let range):
      response.status = .partialContent
      response.fields.append("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(whole.count)")
      content = try .shortInMemory(whole.part(range))
    case .unsatisfiable:
      self = HTTPAnswer(
        .rangeNotSatisfiable, "Range Not Satisfiable", fields: ["Content-Range": "bytes */\(whole.count)"])
    }
  }
}

extension HTTPAnswer.Content {
  private static let shortLimit = 16 << 10

  /// What is short is read at once, and goes out in one piece with the fields.
  fileprivate static func shortInMemory(_ content: FileContent) throws(SystemError) -> HTTPAnswer.Content {
    let region = content.region
    guard region.count <= shortLimit else { return .file(content) }
    let bytes = try region.file.descriptor.readPiece(region.count, at: region.offset)
    guard bytes.count == region.count else { throw SystemError(code: EAGAIN, call: "pread") }
    return .bytes(bytes + content.tail)
  }
}

extension Validators {
  /// What tells this version of a file from any other.
  fileprivate init(_ status: FileStatus, variant: String) {
    let parts = [UInt64(status.size), UInt64(bitPattern: status.modified), status.inode]
    self.init(
      tag: EntityTag(parts.map { String($0, radix: 16) }.joined(separator: "-") + variant),
      modified: HTTPDate(seconds: status.modified / 1_000_000_000))
  }
}

extension [UInt8] {
  /// Where a tag begins for the last time, whatever its case.
  fileprivate func lastIndex(ofTag tag: String) -> Int? {
    let pattern = Array(tag.utf8)
    guard count >= pattern.count else { return nil }
    return (0...count - pattern.count).last { start in
      pattern.indices.allSatisfy { self[start + $0] == pattern[$0] || self[start + $0] | 0x20 == pattern[$0] }
    }
  }
}

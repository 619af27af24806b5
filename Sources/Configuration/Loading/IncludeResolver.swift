import JSON
import Platform

/// Replaces every `$include` by the files it names.
struct IncludeResolver {
  /// Reads a file; nil when there is none.
  typealias Read = (AbsolutePath) throws(SystemError) -> [UInt8]?

  /// How many files may include one another.
  static let maximumDepth = 10
  /// How many files may be included in all, a file counted each time it is named.
  static let maximumFiles = 256
  /// How many bytes they may hold together: 16 MiB.
  static let maximumBytes = 16 << 20

  private let read: Read
  private var fileCount = 0
  private var byteCount = 0
  private(set) var source: ConfigurationSource
  private(set) var problems: [ConfigurationProblem] = []
  /// The files that were to be read, whether or not they could be.
  private(set) var named: Set<AbsolutePath> = []

  init(main: ConfigurationSource.Part, read: @escaping Read) {
    source = ConfigurationSource(parts: [main])
    self.read = read
  }

  /// The main file's value with everything included.
  mutating func resolve() -> JSONValue {
    guard let main = source.parts.first else { return [:] }
    return resolve(main.document.value, at: .root, chain: [main.file])
  }

  private mutating func resolve(_ value: JSONValue, at path: JSONPath, chain: [AbsolutePath]) -> JSONValue {
    switch value {
    case .array(let elements):
      return .array(
        elements.enumerated().map { resolve($1, at: path.appending(index: $0), chain: chain) })
    case .object(let object):
      let members = object.entries.filter { $0.key != "$include" }.map { entry in
        (entry.key, resolve(entry.value, at: path.appending(entry.key), chain: chain))
      }
      let siblings = JSONValue.object(JSONObject(members))
      guard let include = object["$include"] else { return siblings }
      return merge(siblings, onto: included(include, at: path, chain: chain), at: path)
    default: return value
    }
  }

  private mutating func merge(_ siblings: JSONValue, onto included: JSONValue?, at path: JSONPath) -> JSONValue {
    guard let included else { return siblings }
    if siblings.objectValue?.isEmpty ?? true { return included }
    guard included.objectValue != nil else {
      report("keys stand beside $include, but what it includes is no object", at: path)
      return siblings
    }
    return included.merged(with: siblings)
  }

  private mutating func included(_ include: JSONValue, at path: JSONPath, chain: [AbsolutePath]) -> JSONValue? {
    switch include {
    case .string(let name): return content(of: name, at: path, chain: chain)
    case .array(let names) where names.allSatisfy({ $0.stringValue != nil }):
      var folded: JSONValue = [:]
      for name in names.compactMap(\.stringValue) {
        if let next = content(of: name, at: path, chain: chain) { folded = folded.merged(with: next) }
      }
      return folded
    default:
      report("$include is neither a file name nor an array of file names", at: path)
      return nil
    }
  }

  private mutating func content(of name: String, at path: JSONPath, chain: [AbsolutePath]) -> JSONValue? {
    guard let including = chain.last, let file = AbsolutePath(name, relativeTo: including.parent) else {
      report("$include names no file", at: path)
      return nil
    }
    if chain.contains(file) {
      report("files include each other: \((chain + [file]).map(\.string).joined(separator: " → "))", at: path)
      return nil
    }
    guard chain.count <= Self.maximumDepth else {
      report("more than \(Self.maximumDepth) files include one another", at: path)
      return nil
    }
    fileCount += 1
    guard fileCount <= Self.maximumFiles, byteCount <= Self.maximumBytes else {
      if fileCount == Self.maximumFiles + 1 { report("more than \(Self.maximumFiles) files are included", at: path) }
      return nil
    }
    guard let document = document(file, at: path) else { return nil }
    source.parts.append(ConfigurationSource.Part(file: file, document: document, mount: path))
    return resolve(document.value, at: path, chain: chain + [file])
  }

  private mutating func document(_ file: AbsolutePath, at path: JSONPath) -> JSON5Document? {
    named.insert(file)
    do {
      guard let bytes = try read(file) else {
        report("\(file), which $include names, does not exist", at: path)
        return nil
      }
      byteCount += bytes.count
      guard byteCount <= Self.maximumBytes else {
        report("the included files hold more than \(Self.maximumBytes >> 20) MiB together", at: path)
        return nil
      }
      return try bytes.parsed(as: file)
    } catch let error as ConfigurationProblem {
      problems.append(error)
    } catch {
      report("\(file), which $include names, cannot be read: \(error)", at: path)
    }
    return nil
  }

  private mutating func report(_ message: String, at path: JSONPath) {
    problems.append(source.problem(message, at: path, pointingAtKey: true))
  }
}

extension [UInt8] {
  /// These bytes as a JSON5 document; what is wrong with them becomes a problem of the file.
  func parsed(as file: AbsolutePath) throws(ConfigurationProblem) -> JSON5Document {
    do { return try JSON5Document(self) } catch {
      throw ConfigurationProblem("\(error.reason)", in: file, position: error.position)
    }
  }
}

extension JSONValue {
  /// This value overlaid by another: objects key by key, arrays one after the other, anything else replaced.
  func merged(with other: JSONValue) -> JSONValue {
    switch (self, other) {
    case (.object(var object), .object(let overlay)):
      for entry in overlay.entries { object[entry.key] = object[entry.key]?.merged(with: entry.value) ?? entry.value }
      return .object(object)
    case (.array(let elements), .array(let more)): return .array(elements + more)
    default: return other
    }
  }
}

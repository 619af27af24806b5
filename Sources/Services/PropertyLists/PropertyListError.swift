/// Why a file is not a property list that this program reads, and the line, from 1, on which that shows.
package struct PropertyListError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Problem: Hashable, Sendable {
    /// The file is in Apple's binary form; `plutil -convert xml1` makes it readable.
    case binary
    case notText
    /// The file names another encoding than UTF-8.
    case encoding(String)
    /// The file ends inside something.
    case unexpectedEnd
    /// Something else stands where this is wanted.
    case expected(String)
    case unknownElement(String)
    /// A reference to an entity that XML does not define, or to a character that it does not allow.
    case badReference(String)
    /// A document type with rules of its own, which could stand for any text.
    case internalSubset
    case duplicateKey(String)
    case badNumber(String)
    case tooDeep
  }

  /// What is wrong.
  package let problem: Problem
  /// Where, from 1.
  package let line: Int

  /// A mistake and its line.
  package init(_ problem: Problem, line: Int) {
    self.problem = problem
    self.line = line
  }

  package var description: String { "line \(line): \(reason)" }

  private var reason: String {
    switch problem {
    case .binary: "a binary property list, which `plutil -convert xml1` makes readable"
    case .notText: "not UTF-8 text"
    case .encoding(let name): "the encoding is \(name), not UTF-8"
    case .unexpectedEnd: "the file ends too early"
    case .expected(let what): "\(what) is missing"
    case .unknownElement(let name): "<\(name)> is no element of a property list"
    case .badReference(let text): "&\(text); stands for nothing"
    case .internalSubset: "the document type has rules of its own"
    case .duplicateKey(let key): "the key \(key) is there twice"
    case .badNumber(let text): "\"\(text)\" is no number"
    case .tooDeep: "values are nested too deep"
    }
  }
}

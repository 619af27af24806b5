import Glibc
import JSON
import Platform

/// Something wrong with the configuration: where it stands, what it is, and what would be right.
package struct ConfigurationProblem: Hashable, Sendable, Error {
  /// The file that holds it, which may be an included one.
  package let file: AbsolutePath
  /// Nil when the file could not be read at all.
  package let position: TextPosition?
  /// The way to the value; the root when the file as a whole is meant.
  package let path: JSONPath
  /// What is wrong.
  ///
  /// Never holds a secret.
  package let message: String
  /// What would be accepted; nil when the message says it all.
  package let accepted: String?
  /// What to do about it; nil when correcting the value is all there is to do.
  package let remedy: String?
  /// Whether it is only that nobody knows the key: it stays, and does nothing.
  package internal(set) var isUnknownKey = false

  init(
    _ message: String, at path: JSONPath = .root, in file: AbsolutePath, position: TextPosition?,
    accepted: String? = nil, remedy: String? = nil
  ) {
    self.file = file
    self.position = position
    self.path = path
    self.message = message
    self.accepted = accepted
    self.remedy = remedy
  }

  /// File, line and column, then key path, then what is wrong and what would be right, then what to do about it unless
  /// that is said elsewhere.
  package func text(home: AbsolutePath? = nil, withRemedy: Bool = true) -> String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    let subject = path.isRoot ? "" : "\(path): "
    let expectation = accepted.map { "; expected \($0)" } ?? ""
    let advice = withRemedy ? remedy.map { ". \($0)" } ?? "" : ""
    return "\(file.abbreviated(home: home))\(place): \(subject)\(message)\(expectation)\(advice)"
  }

  /// File, line and column.
  package var place: String { file.string + (position.map { ":\($0.line):\($0.column)" } ?? "") }

  /// The problem in reports: `path`, `message`, `file`, and `line` and `column` when they are known.
  package var json: JSONValue {
    var object: JSONObject = [
      "path": .string(path.description), "message": .string(accepted.map { "\(message); expected \($0)" } ?? message),
      "file": .string(file.string),
    ]
    if let position {
      object["line"] = .integer(Int64(position.line))
      object["column"] = .integer(Int64(position.column))
    }
    if let remedy { object["remedy"] = .string(remedy) }
    return .object(object)
  }
}

extension ConfigurationProblem {
  /// A file that is there and cannot be read.
  init(unreadable file: AbsolutePath, _ error: SystemError) {
    let isForbidden = error.code == EACCES || error.code == EPERM
    self.init(
      "cannot be read: \(error.reason)", in: file, position: nil,
      remedy: isForbidden ? OwnerAdvice.giving(file) : nil)
  }
}

extension ConfigurationProblem: CustomStringConvertible, Comparable {
  package var description: String { text() }

  /// In the order of the file's lines; those without a place first.
  package static func < (left: ConfigurationProblem, right: ConfigurationProblem) -> Bool {
    left.order.lexicographicallyPrecedes(right.order) || left.order == right.order && left.message < right.message
  }

  private var order: [Int] { [position?.line ?? 0, position?.column ?? 0] }
}

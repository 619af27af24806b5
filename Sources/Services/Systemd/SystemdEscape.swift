import Platform

/// How a value is written in one place of a unit file, so that systemd reads back exactly that value.
///
/// Each directive of systemd has its own grammar (`systemd.service(5)`, `systemd.syntax(7)`); what a grammar cannot
/// hold is refused. Tried against systemd 252.
package enum SystemdEscape: String, Hashable, Sendable, CaseIterable {
  /// The rest of a line as it stands, such as `Description=`: specifiers only.
  case text
  /// The first word of `ExecStart=`.
  case executable
  /// A later word of `ExecStart=`.
  case argument
  /// One `NAME=value` of `Environment=`.
  case assignment
  /// The path of `WorkingDirectory=`, where quotes are ordinary characters.
  case path
  /// One path of `ReadWritePaths=`, after its prefix.
  case word

  /// The value in this place's grammar.
  ///
  /// - Throws: `SystemdEscapeError` when systemd has no way to hold it.
  package func written(_ value: String) throws(SystemdEscapeError) -> String {
    if let problem = problem(with: value) {
      throw SystemdEscapeError(directive: directive, value: value, problem: problem)
    }
    let literal = value.doubling("%")
    switch self {
    case .text: return literal
    case .executable: return Self.executable(value, literal)
    case .argument: return SystemdWord.quoted(literal.doubling("$"))
    case .assignment: return SystemdWord.quoted(literal)
    case .path: return literal.endsBare ? literal : literal + "/"
    case .word: return SystemdWord.quoted(literal)
    }
  }

  /// The directive that this place stands for in messages.
  package var directive: String {
    switch self {
    case .text: "a line of text"
    case .executable, .argument: "ExecStart="
    case .assignment: "Environment="
    case .path: "WorkingDirectory="
    case .word: "ReadWritePaths="
    }
  }

  /// The path is never searched for variables, but the first argument that repeats it is: with a `$` in the path, `@`
  /// gives that argument a word of its own.
  private static func executable(_ path: String, _ literal: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "$")) else { return SystemdWord.quoted(literal) }
    return "@\(SystemdWord.quoted(literal)) \(SystemdWord.quoted(literal.doubling("$")))"
  }

  private func problem(with value: String) -> SystemdEscapeError.Problem? {
    if value.utf8.contains(0) { return .nul }
    if value.unicodeScalars.contains(where: \.isNoncharacter) { return .noncharacter }
    switch self {
    case .text: return value.hasControl ? .control : value.endsBare && !value.startsBlank ? nil : .edge
    case .argument: return value.utf8.count >= Self.longestString ? .tooLong : nil
    case .assignment: return value.utf8.count >= Self.longestString ? .tooLong : Self.nameProblem(value)
    case .executable: return value.utf8.contains(where: Self.isQuoting) ? .quoting : pathProblem(value)
    case .path, .word: return pathProblem(value)
    }
  }

  /// The kernel's limit for one argument or variable with its NUL: `MAX_ARG_STRLEN` of `execve(2)`.
  private static let longestString = 131_072
  /// The kernel's limit for a path with its NUL: `PATH_MAX`.
  private static let longestPath = 4096

  private func pathProblem(_ value: String) -> SystemdEscapeError.Problem? {
    guard value.utf8.first == UInt8(ascii: "/") else { return .relative }
    if value.hasControl { return .control }
    return value.utf8.count >= Self.longestPath ? .tooLong : nil
  }

  private static func nameProblem(_ assignment: String) -> SystemdEscapeError.Problem? {
    let bytes = assignment.utf8
    guard let separator = bytes.firstIndex(of: UInt8(ascii: "=")), let first = bytes.first else { return .name }
    let isName = bytes[..<separator].allSatisfy { $0 == UInt8(ascii: "_") || $0.isASCIIAlphanumeric }
    let startsWell = first != UInt8(ascii: "=") && !first.isASCIIDigit
    return isName && startsWell ? nil : .name
  }

  private static func isQuoting(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\")].contains(byte)
  }
}

extension String {
  /// The text with every occurrence of a character twice.
  ///
  /// By scalars: a combining mark must not hide a sign.
  fileprivate func doubling(_ sign: Unicode.Scalar) -> String {
    var doubled = String.UnicodeScalarView()
    for scalar in unicodeScalars { doubled.append(contentsOf: scalar == sign ? [sign, sign] : [scalar]) }
    return String(doubled)
  }

  fileprivate var hasControl: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7F } }
  fileprivate var startsBlank: Bool { utf8.first == UInt8(ascii: " ") }
  /// Whether the end of a line holding this text keeps its last character: systemd strips blanks there and takes a
  /// backslash for a continuation.
  fileprivate var endsBare: Bool { utf8.last != UInt8(ascii: " ") && utf8.last != UInt8(ascii: "\\") }
}

extension Unicode.Scalar {
  /// The code points that systemd does not take for valid UTF-8.
  fileprivate var isNoncharacter: Bool { (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE }
}

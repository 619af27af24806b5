import Foundation
import TestSupport

/// A Swift source file of the checkout.
struct SourceFile {
  /// The path below the checkout.
  let path: String
  let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
  }

  /// All Swift files below the given folders, in the order of their paths.
  static func all(in folders: [String]) throws -> [SourceFile] {
    try folders.flatMap { folder -> [SourceFile] in
      let names = try FileManager.default.subpathsOfDirectory(atPath: Checkout.root.appending(path: folder).path)
      return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
        SourceFile(path: "\(folder)/\(name)", text: try Checkout.text(of: "\(folder)/\(name)"))
      }
    }
  }

  /// The module whose folder the file is in.
  var module: String { String(path.split(separator: "/")[1]) }

  /// The modules that the file imports.
  var imports: [String] {
    let statement = /^(?:@testable )?(?:package |internal |private )?import (?:\w+ )?(?<module>\w+)/
    let beginnings = ["import ", "@testable ", "package ", "internal ", "private "]
    return lines.filter { line in beginnings.contains { line.hasPrefix($0) } }
      .compactMap { $0.prefixMatch(of: statement).map { String($0.module) } }
  }

  /// The names of the functions that the file's protocols require.
  var requirements: Set<String> {
    var names: Set<String> = []
    var ending: String?
    for (index, line) in lines.enumerated() {
      let code = code(at: index)
      if code.hasPrefix("package protocol ") || code.hasPrefix("protocol ") {
        ending = line.prefix { $0 == " " } + "}"
      } else if line == ending ?? "" {
        ending = nil
      } else if ending != nil, let match = line.firstMatch(of: /\bfunc (?<name>\w+)/) {
        names.insert(String(match.name))
      }
    }
    return names
  }

  /// Types and functions with `package` access that no documentation comment precedes, as `path:line`.
  ///
  /// Operators and functions that a protocol requires are documented where the protocol is: `documented` names them.
  func undocumented(documented: Set<String>) -> [String] {
    lines.indices.filter { isPublished(code(at: $0), documented) && !isDocumented($0) }.map { "\(path):\($0 + 1)" }
  }

  private func isPublished(_ code: Substring, _ documented: Set<String>) -> Bool {
    let declaration =
      /package (?:[a-z]+ )*(?:(?:struct|enum|class|actor|protocol|typealias) \w|subscript|func (?<name>\w+))/
    guard code.hasPrefix("package "), let match = code.prefixMatch(of: declaration) else { return false }
    return match.name.map { !documented.contains(String($0)) } ?? true
  }

  private func code(at index: Int) -> Substring { lines[index].drop { $0 == " " } }

  private func isDocumented(_ index: Int) -> Bool {
    lines[..<index].indices.last { !code(at: $0).hasPrefix("@") }.map { code(at: $0).hasPrefix("///") } ?? false
  }
}

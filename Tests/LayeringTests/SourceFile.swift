import Foundation
import TestSupport

/// A Swift source file of the checkout.
struct SourceFile {
  /// The path below the checkout.
  let path: String
  let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
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
    return lines.compactMap { $0.prefixMatch(of: statement).map { String($0.module) } }
  }

  /// Types and functions with `package` access that no documentation comment precedes, as `path:line`.
  ///
  /// Operators and `hash(into:)` are documented where their protocols are.
  var undocumented: [String] {
    let declaration =
      /package (?:[a-z]+ )*(?:struct|enum|class|actor|protocol|typealias|func (?!hash\(into)\w|subscript)/
    return lines.indices.filter { index in
      code(at: index).prefixMatch(of: declaration) != nil && !isDocumented(index)
    }.map { "\(path):\($0 + 1)" }
  }

  private func code(at index: Int) -> Substring { lines[index].trimmingPrefix(while: \.isWhitespace) }

  private func isDocumented(_ index: Int) -> Bool {
    lines[..<index].indices.last { !code(at: $0).hasPrefix("@") }.map { code(at: $0).hasPrefix("///") } ?? false
  }
}

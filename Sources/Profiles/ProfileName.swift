import Platform

/// The name of a profile: the default one, which adds nothing to any name, or a named one.
package enum ProfileName: Hashable, Sendable, Comparable, CustomStringConvertible {
  case `default`
  case named(String)

  /// The profile of `--dev`.
  package static let dev = ProfileName.named("dev")

  /// Checks a name: a letter or digit, then letters, digits, `_` and `-`, 64 characters at most.
  ///
  /// `default` in any case, and a blank text, mean the default profile. Surrounding blanks are dropped, case is kept.
  ///
  /// - Throws: `ProfileError.badName`.
  package init(_ text: String) throws(ProfileError) {
    let name = text.trimmingBlanks()
    if name.isEmpty || name.lowercased() == "default" {
      self = .default
      return
    }
    let isAllowed = { (byte: UInt8) in byte.isASCIIAlphanumeric || "_-".utf8.contains(byte) }
    guard name.utf8.count <= 64, name.utf8.first?.isASCIIAlphanumeric == true, name.utf8.allSatisfy(isAllowed) else {
      throw ProfileError.badName(text)
    }
    self = .named(name)
  }

  /// `default` or the name itself.
  package var text: String {
    switch self {
    case .default: "default"
    case .named(let name): name
    }
  }

  /// What names of files and units end with: `-rescue`, or nothing.
  package var suffix: String {
    switch self {
    case .default: ""
    case .named(let name): "-\(name)"
    }
  }

  package var description: String { text }

  /// The default profile first, then by name.
  package static func < (left: ProfileName, right: ProfileName) -> Bool {
    switch (left, right) {
    case (.default, .default), (.named, .default): false
    case (.default, .named): true
    case (.named(let left), .named(let right)): left < right
    }
  }
}

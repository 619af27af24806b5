import Glibc

extension AbsolutePath {
  /// The working directory of this process: `getcwd(3)`.
  ///
  /// The root when it has been removed, since only relative paths would need it.
  package static func workingDirectory() -> AbsolutePath {
    guard let text = getcwd(nil, 0) else { return .root }
    defer { free(text) }
    return AbsolutePath(String(cString: text)) ?? .root
  }

  /// The home directory that `~` stands for: `HOME`, else that of the effective account; nil when neither is known.
  package static func home(_ environment: Environment) throws(SystemError) -> AbsolutePath? {
    if let home = environment["HOME"].flatMap({ AbsolutePath($0) }) { return home }
    return try Account.withID(Account.effectiveUserID)?.home
  }
}

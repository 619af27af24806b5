import Platform

/// What is below a directory, in a form that two trees can be compared by: one line an entry with its kind, mode and
/// content.
package func tree(_ directory: AbsolutePath) throws -> [String] {
  try Files.list(directory)?.flatMap { name in
    let path = directory.appending(name)
    guard let entry = try Files.status(path, followingLinks: false) else { return [String]() }
    let line = "\(path) \(entry.kind) \(entry.mode.octalMode) \(entry.userID):\(entry.groupID)"
    switch entry.kind {
    case .directory: return try [line] + tree(path)
    case .symbolicLink: return ["\(path) -> \(try Files.linkTarget(path) ?? "")"]
    case .regular: return [line + " " + (try Files.read(path) ?? []).hexadecimal]
    case .other: return [line]
    }
  } ?? []
}

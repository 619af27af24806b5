import Platform

/// Puts a file of mode 0600 at a path, and the directories of mode 0700 that it takes.
package func place(_ text: String, at path: AbsolutePath) throws {
  try placeDirectory(path.parent)
  try AtomicFile.write(Array(text.utf8), to: path, mode: 0o600)
}

/// Makes a directory of mode 0700, and those above it that are missing.
package func placeDirectory(_ path: AbsolutePath) throws {
  if try Files.status(path) != nil { return }
  try placeDirectory(path.parent)
  try Files.makeDirectory(path, mode: 0o700)
}

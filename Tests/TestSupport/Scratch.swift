import Foundation
import Platform

/// Lends a new empty directory of mode 0700 and removes it, with all it holds, when `body` is done.
@discardableResult
package func withScratch<Value>(_ body: (AbsolutePath) throws -> Value) throws -> Value {
  let directory = try scratchDirectory()
  defer { discard(directory) }
  return try body(directory)
}

/// Lends a new empty directory of mode 0700 and removes it, with all it holds, when `body` is done.
@discardableResult
package func withScratch<Value>(_ body: (AbsolutePath) async throws -> Value) async throws -> Value {
  let directory = try scratchDirectory()
  defer { discard(directory) }
  return try await body(directory)
}

/// There is no way to make a scratch directory.
private struct NoScratchDirectory: Error {}

private func scratchDirectory() throws -> AbsolutePath {
  let temporary = try Files.resolved(AbsolutePath(NSTemporaryDirectory()) ?? .root)
  guard let path = temporary?.appending("openclaw-test-\(RandomBytes.make(8).hexadecimal)") else {
    throw NoScratchDirectory()
  }
  try Files.makeDirectory(path, mode: 0o700)
  return path
}

/// A directory that stays behind is no failure of the test that used it.
private func discard(_ directory: AbsolutePath) {
  do { try FileManager.default.removeItem(atPath: directory.string) } catch {
    FileHandle.standardError.write(Data("scratch directory \(directory) stays: \(error)\n".utf8))
  }
}

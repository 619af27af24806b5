import JSON
import Platform

/// The conversations of one agent, or of all: a file of entries by key, with a transcript beside it for each.
struct SessionStore: Hashable, Sendable {
  /// The file.
  let path: AbsolutePath
  /// Whose conversations those are whose key does not say.
  let agentID: String

  /// The largest store that is read: 64 MiB.
  private static let limit = 64 << 20

  /// One conversation.
  struct Entry {
    /// `agent:<id>:…`, `global` or `unknown`.
    let key: String
    let fields: JSONObject
    let store: SessionStore
  }

  /// The entries; none where there is no file.
  func entries() throws(SessionStoreError) -> [Entry] {
    do {
      guard let bytes = try Files.readRegular(path, limit: Self.limit) else { return [] }
      let members = try JSONReader.read(bytes, limits: JSONLimits(bytes: Self.limit)).objectValue?.entries ?? []
      return members.compactMap { member in
        member.value.objectValue.map { Entry(key: canonical(member.key), fields: $0, store: self) }
      }
    } catch {
      throw SessionStoreError(path: path, reason: "\(error)")
    }
  }

  private func canonical(_ key: String) -> String {
    key == "global" || key == "unknown" || key.hasPrefix("agent:") ? key : "agent:\(agentID):\(key)"
  }
}

/// A store that is there and cannot be read.
struct SessionStoreError: Error, CustomStringConvertible {
  let path: AbsolutePath
  let reason: String

  var description: String { "the conversations cannot be read: \(path): \(reason)" }
}

import GatewayProtocol
import JSON
import Platform
import Synchronization

/// The pairing of nodes on disk: `nodes/pending.json` and `nodes/paired.json` in the state directory, mode 0600.
///
/// Its calls read and write files and so belong to `WorkThread`. Each file is replaced in one step. A change of both
/// writes the nodes first: killed in between, a node is paired and its request still there to be decided again.
final class PairingStore: Sendable {
  private let directory: AbsolutePath
  private let book = Mutex<PairingBook?>(nil)

  init(stateDirectory: AbsolutePath) { directory = stateDirectory.appending("nodes") }

  /// Looks at the book, or changes it; a change that cannot be written has not happened.
  ///
  /// - Throws: `ErrorShape`, what `body` throws or that a file cannot be read or written.
  func perform<Value: Sendable>(
    at now: Timestamp, _ body: @Sendable (inout PairingBook) throws(ErrorShape) -> Value
  ) throws(ErrorShape) -> Value {
    try book.withLock { book throws(ErrorShape) in
      let old = if let book { book } else { try read() }
      var new = old
      new.expire(at: now)
      let value = try body(&new)
      do throws(SystemError) {
        if new.nodes != old.nodes { try write(new.nodes.map { ($0.id, $0.json) }, to: paired) }
        if new.requests != old.requests { try write(new.requests.map { ($0.id, $0.json) }, to: pending) }
      } catch {
        throw ErrorShape(.unavailable, "the pairing of nodes cannot be written: \(error)")
      }
      book = new
      return value
    }
  }

  private var pending: AbsolutePath { directory.appending("pending.json") }
  private var paired: AbsolutePath { directory.appending("paired.json") }

  private func read() throws(ErrorShape) -> PairingBook {
    PairingBook(
      requests: try read(pending, as: PairingRequest.self), nodes: try read(paired, as: PairedNode.self))
  }

  /// The records of a file; none where there is no file.
  ///
  /// A file that cannot be read is never overwritten.
  private func read<Record: ShapedValue>(_ file: AbsolutePath, as _: Record.Type) throws(ErrorShape) -> [Record] {
    do {
      guard let bytes = try Files.readRegular(file) else { return [] }
      let entries = try JSONReader.read(bytes).objectValue?.entries ?? []
      return try entries.map { try Record(reading: $0.value) }
    } catch {
      throw ErrorShape(.unavailable, "the pairing of nodes cannot be read: \(file): \(error)")
    }
  }

  private func write(_ records: [(String, JSONValue)], to file: AbsolutePath) throws(SystemError) {
    try Files.makeDirectory(directory, mode: 0o700)
    let text = JSONValue.object(JSONObject(records)).encoded(pretty: true) + [UInt8(ascii: "\n")]
    try AtomicFile.write(text, to: file, mode: 0o600)
  }
}

import GatewayProtocol
import JSON
import Platform

/// What was said in a conversation: one JSON object a line, as far as a listing needs it.
struct SessionTranscript {
  private let entry: SessionStore.Entry

  /// How much of a transcript's beginning and end is looked at.
  private static let sample = 16 << 10
  private static let longestTitle = 60
  private static let longestPreview = 240

  init(of entry: SessionStore.Entry) { self.entry = entry }

  /// What people call it, else the beginning of what the user said first, else a part of its id.
  var title: String? {
    if let name = text("displayName") ?? text("subject") { return name }
    if let first = firstText { return Self.shortened(first, to: Self.longestTitle) }
    return text("sessionId").map { String($0.prefix(8)) }
  }

  /// The beginning of what was said last; nil where nothing was, or the transcript cannot be read.
  var lastText: String? {
    let said = lines(atEnd: true).reversed().lazy.compactMap { Self.text(of: $0, by: ["user", "assistant"]) }
    return said.first.map { Self.shortened($0, to: Self.longestPreview) }
  }

  private var firstText: String? {
    lines(atEnd: false).lazy.compactMap { Self.text(of: $0, by: ["user"]) }.first
  }

  private func text(_ field: String) -> String? { entry.fields[field]?.stringValue?.trimmed }

  /// A transcript that cannot be read leaves its title and preview out; the listing is no place to complain.
  private func lines(atEnd isAtEnd: Bool) -> [JSONValue] {
    guard let id = text("sessionId"), !id.contains("/"), id != ".." else { return [] }
    let file = entry.store.path.parent.appending("\(id).jsonl")
    do throws(SystemError) {
      guard try Files.status(file)?.kind == .regular else { return [] }
      let bytes =
        try isAtEnd
        ? Files.readSuffix(of: file, count: Self.sample) : Files.readPrefix(of: file, count: Self.sample)
      return (bytes ?? []).split(separator: UInt8(ascii: "\n")).compactMap(Self.object)
    } catch { return [] }
  }

  /// A line cut off at the edge of the sample is none.
  private static func object(_ line: ArraySlice<UInt8>) -> JSONValue? {
    do throws(JSONError) { return try JSONReader.read(line) } catch { return nil }
  }

  private static func text(of line: JSONValue, by roles: Set<String>) -> String? {
    guard let message = line["message"], roles.contains(message["role"]?.stringValue ?? "") else { return nil }
    if let text = message["content"]?.stringValue { return text.trimmed }
    return message["content"]?.arrayValue?.lazy.filter { $0["type"] == "text" }
      .compactMap { $0["text"]?.stringValue?.trimmed }.first
  }

  /// On one line, and cut at a word where it is too long.
  private static func shortened(_ text: String, to limit: Int) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count > limit else { return line }
    let cut = line.prefix(limit - 1)
    let end = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
    return end.count > limit / 2 ? "\(end)…" : "\(cut)…"
  }
}

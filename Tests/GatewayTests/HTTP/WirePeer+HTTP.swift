import Foundation
import Platform

/// A response as it came over the wire.
struct WireResponse {
  let status: Int
  /// By lower-case name; the last of several.
  let fields: [String: String]
  let content: String
}

extension WirePeer {
  /// Asks once, on a connection of its own that ends with the answer.
  static func ask(
    port: Int, _ target: String, method: String = "GET", _ fields: [String] = [], host: String = "localhost"
  ) throws -> WireResponse {
    let peer = try WirePeer(port: port)
    let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + fields
    try peer.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    return WireResponse(try peer.readAll())
  }
}

extension WireResponse {
  /// Reads the text of one response.
  init(_ text: String) {
    let parts = text.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let pairs = lines.dropFirst().compactMap { line in
      line.firstIndex(of: ":").map { (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingBlanks()) }
    }
    fields = Dictionary(pairs) { $1 }
    content = parts.dropFirst().joined(separator: "\r\n\r\n")
  }
}

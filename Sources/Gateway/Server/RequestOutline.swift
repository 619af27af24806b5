import JSON

/// A request frame read in place: where its parts lie in the message, nothing decoded, nothing allocated.
///
/// Only frames of exactly the protocol's shape have an outline; for all others, broken ones included, the general
/// reader decides what to answer.
struct RequestOutline {
  /// The id as it stands between its quotes, escapes included, so that it can be echoed as it is.
  let id: JSONStringSlice
  let method: JSONStringSlice
  /// Whether the parameters are absent or an empty object.
  let hasNoParameters: Bool

  /// Whether it is `health` in its most frequent form.
  var asksForHealth: Bool { hasNoParameters && method == "health" }

  init?(_ message: UnsafeRawBufferPointer) {
    var scanner = JSONScanner(message)
    guard let outline = try? Self.scan(&scanner) else { return nil }
    self = outline
  }

  private init(id: JSONStringSlice, method: JSONStringSlice, hasNoParameters: Bool) {
    self.id = id
    self.method = method
    self.hasNoParameters = hasNoParameters
  }

  private static func scan(_ scanner: inout JSONScanner) throws(JSONError) -> RequestOutline? {
    var type: JSONStringSlice?
    var id: JSONStringSlice?
    var method: JSONStringSlice?
    var parameters: UnsafeRawBufferPointer?
    try scanner.beginObject()
    while let key = try scanner.nextKey() {
      switch key {
      case "type" where type == nil: type = try scanner.readString()
      case "id" where id == nil: id = try scanner.readString()
      case "method" where method == nil: method = try scanner.readString()
      case "params" where parameters == nil: parameters = try scanner.skipValue()
      default: return nil
      }
    }
    try scanner.finish()
    guard let type, type == "req", let id, !id.isEmpty, let method, !method.isEmpty else { return nil }
    let isEmpty = parameters.map { $0.count == 2 && $0[0] == UInt8(ascii: "{") } ?? true
    return RequestOutline(id: id, method: method, hasNoParameters: isEmpty)
  }
}

extension RequestOutline {
  /// Appends a response that says yes, its payload written in place.
  func appendSuccess(to output: inout [UInt8], payload: (inout [UInt8]) -> Void) {
    output.append(contentsOf: #"{"type":"res","id":""#.utf8)
    output.append(contentsOf: id.content)
    output.append(contentsOf: #"","ok":true,"payload":"#.utf8)
    payload(&output)
    output.append(UInt8(ascii: "}"))
  }
}

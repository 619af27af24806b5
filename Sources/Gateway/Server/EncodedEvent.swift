import GatewayProtocol
import JSON

/// An event encoded once for all its receivers; only the sequence number differs between them.
struct EncodedEvent {
  let definition: EventDefinition
  private let head: [UInt8]

  init(_ definition: EventDefinition, _ payload: JSONValue) {
    self.init(definition) { JSONWriter.append(payload, to: &$0) }
  }

  /// - Parameter payload: appends the payload.
  init(_ definition: EventDefinition, stateVersion: StateVersion? = nil, payload: (inout [UInt8]) -> Void) {
    self.definition = definition
    var head = Array(#"{"type":"event","event":"\#(definition.name)","payload":"#.utf8)
    payload(&head)
    if let stateVersion {
      head.append(contentsOf: #","stateVersion":"#.utf8)
      JSONWriter.append(stateVersion.json, to: &head)
    }
    head.append(contentsOf: #","seq":"#.utf8)
    self.head = head
  }

  /// The frame as text, without a number.
  var text: String { String(decoding: head.dropLast(",\"seq\":".utf8.count), as: UTF8.self) + "}" }

  /// Appends the frame with a receiver's number.
  func append(sequence: Int64, to output: inout [UInt8]) {
    // For the digits and the brace, too: a long event is not moved for their sake.
    output.makeRoom(for: head.count + 21)
    output.append(contentsOf: head)
    JSONWriter.append(integer: sequence, to: &output)
    output.append(UInt8(ascii: "}"))
  }
}

import GatewayProtocol
import JSON

/// An event encoded once for all its receivers; only the sequence number differs between them.
struct EncodedEvent {
  let definition: EventDefinition
  private let head: [UInt8]

  init(_ definition: EventDefinition, _ payload: JSONValue) {
    self.definition = definition
    // The frame's closing brace gives way to the sequence number.
    head = EventFrame(event: definition.name, payload: payload).json.encoded().dropLast() + Array(#","seq":"#.utf8)
  }

  /// Appends the frame with a receiver's number.
  func append(sequence: Int64, to output: inout [UInt8]) {
    output.append(contentsOf: head)
    JSONWriter.append(integer: sequence, to: &output)
    output.append(UInt8(ascii: "}"))
  }
}

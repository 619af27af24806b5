/// The named definitions of the protocol: what frames, methods and events are made of, each once.
package enum ProtocolDefinitions {
  /// A shape and its name.
  package struct Definition: Hashable, Sendable {
    /// The name in schemas, models and the reference.
    package let name: String
    /// The shape, without the name.
    package let shape: Shape
  }

  /// Every named definition, each before those it is made of.
  package static let all: [Definition] = roots.reduce(into: []) { collect($1, into: &$0) }

  /// The definition with a name; nil when there is none.
  package static func named(_ name: String) -> Definition? { all.first { $0.name == name } }

  private static let roots: [Shape] =
    [GatewayFrame.shape, ConnectParameters.shape, HelloOK.shape]
    + MethodDefinition.all.flatMap { [$0.parameters, $0.result] } + EventDefinition.all.map(\.payload)

  private static func collect(_ shape: Shape, into definitions: inout [Definition]) {
    if case .named(let name, let inner) = shape {
      guard !definitions.contains(where: { $0.name == name }) else { return }
      definitions.append(Definition(name: name, shape: inner))
    }
    for part in shape.parts { collect(part, into: &definitions) }
  }
}

extension Shape {
  /// The shapes this one is made of.
  fileprivate var parts: [Shape] {
    switch self {
    case .any, .boolean, .integer, .number, .string, .choice: []
    case .array(let inner), .map(let inner), .nullable(let inner), .named(_, let inner): [inner]
    case .object(let fields, _): fields.map(\.shape)
    case .variants(_, let shapes): shapes
    }
  }
}

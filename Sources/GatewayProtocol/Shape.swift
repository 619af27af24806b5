import JSON

/// What a JSON value must look like: the one definition from which validation and schemas are rendered.
package indirect enum Shape: Hashable, Sendable {
  case any
  case boolean
  case integer(minimum: Int64? = nil, maximum: Int64? = nil)
  case number(minimum: Double? = nil)
  case string(isEmptyAllowed: Bool = true)
  /// One of a fixed list of texts.
  case choice([String])
  case array(of: Shape)
  /// An object whose keys are free and whose values are alike.
  case map(of: Shape)
  /// An object with these fields, and no others unless `isOpen`.
  case object([Field], isOpen: Bool = false)
  case nullable(Shape)
  /// One of several objects, told apart by a field that has a fixed text in each.
  case variants(by: String, [Shape])
  /// A shape with a name of its own in schemas and models.
  case named(String, Shape)

  /// One field of an object.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool

    /// A field that must be there.
    package static func required(_ name: String, _ shape: Shape) -> Field {
      Field(name: name, shape: shape, isRequired: true)
    }

    /// A field that may be left out.
    package static func optional(_ name: String, _ shape: Shape) -> Field {
      Field(name: name, shape: shape, isRequired: false)
    }
  }

  /// The shape without its name.
  package var unnamed: Shape { if case .named(_, let inner) = self { inner.unnamed } else { self } }

  /// The texts a field of this object may have; nil when it is no object with such a field.
  func texts(of field: String) -> [String]? {
    guard case .object(let fields, _) = unnamed, let field = fields.first(where: { $0.name == field }),
      case .choice(let texts) = field.shape
    else { return nil }
    return texts
  }

  /// A string of at least one character.
  package static let nonEmptyString = Shape.string(isEmptyAllowed: false)
  /// An object without fields of its own that takes any: the parameters of a loose method.
  package static let looseObject = Shape.object([], isOpen: true)
}

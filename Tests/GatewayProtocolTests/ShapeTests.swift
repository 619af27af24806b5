import JSON
import Testing

@testable import GatewayProtocol

@Suite("Shapes") struct ShapeTests {
  @Test(
    "a value that does not fit is told where and why",
    arguments: [
      (Shape.boolean, JSONValue.integer(1), "must be boolean"),
      (.integer(minimum: 1), 0, "must be >= 1"),
      (.integer(), 1.5, "must be integer"),
      (.number(minimum: 0), -0.5, "must be >= 0.0"),
      (.number(), "1", "must be number"),
      (.nonEmptyString, "", "must NOT have fewer than 1 characters"),
      (.string(), nil, "must be string"),
      (.choice(["a", "b"]), "c", "must be one of a, b"),
      (.array(of: .boolean), [true, 1, nil], "at /1: must be boolean; at /2: must be boolean"),
      (.array(of: .any), [:], "must be array"),
      (.map(of: .boolean), ["a/b~c": 1], "at /a~1b~0c: must be boolean"),
      (.map(of: .any), [], "must be object"),
      (.object([]), ["x": 1], "at root: unexpected property 'x'"),
      (.object([.required("a", .any)]), [:], "must have required property 'a'"),
      (.object([.optional("a", .object([]))]), ["a": ["x": 1]], "at /a: unexpected property 'x'"),
      (.nullable(.boolean), 1, "must be boolean"),
    ] as [(Shape, JSONValue, String)])
  func misfit(shape: Shape, value: JSONValue, says: String) {
    #expect(ShapeError(shape.violations(in: value)).description == says)
  }

  @Test(
    "a value that fits has no violation",
    arguments: [
      (Shape.any, nil), (.boolean, false), (.integer(minimum: 0), 0), (.number(), 2), (.string(), ""),
      (.choice(["a"]), "a"), (.array(of: .integer()), []), (.map(of: .boolean), ["anything": true]),
      (.looseObject, ["anything": 1]), (.nullable(.boolean), nil), (.nullable(.boolean), true),
    ] as [(Shape, JSONValue)])
  func fit(shape: Shape, value: JSONValue) { #expect(shape.violations(in: value).isEmpty) }

  @Test("all violations are reported, each once") func allOfThem() {
    let shape = Shape.object([.required("a", .boolean), .required("b", .integer())])
    let error = ShapeError(shape.violations(in: ["a": 1, "c": 2]) + shape.violations(in: ["a": 1, "c": 2]))
    #expect(
      error.description == "must have required property 'b'; at /a: must be boolean; at root: unexpected property 'c'")
  }

  @Test("a hostile value cannot make the report long") func bounded() {
    let value = JSONValue.array(Array(repeating: .integer(1), count: 10_000))
    #expect(Shape.array(of: .boolean).violations(in: value).count == Shape.maximumViolations)
  }
}

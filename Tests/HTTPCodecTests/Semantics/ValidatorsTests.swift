import HTTPCodec
import Testing

@Suite("Conditional requests, RFC 9110 §13") struct ValidatorsTests {
  private let validators = Validators(tag: EntityTag("a"), modified: HTTPDate(seconds: 784_111_777))
  private static let then = "Sun, 06 Nov 1994 08:49:37 GMT"
  private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"

  private static let rows: [(HTTPFields, Validators.Outcome)] = [
    ([:], .proceed),
    (["If-None-Match": "\"a\""], .notModified), (["If-None-Match": "W/\"a\""], .notModified),
    (["If-None-Match": "\"b\" , W/\"a\""], .notModified), (["If-None-Match": "*"], .notModified),
    (["If-None-Match": "\"b\"", "If-None-Match": "\"a\""], .notModified),
    (["If-None-Match": "\"b\""], .proceed), (["If-None-Match": "a"], .proceed), (["If-None-Match": ""], .proceed),
    (["If-None-Match": "\"x,\"a\""], .proceed),
    (["If-Modified-Since": then], .notModified), (["If-Modified-Since": before], .proceed),
    (["If-Modified-Since": "yesterday"], .proceed),
    (["If-None-Match": "\"b\"", "If-Modified-Since": then], .proceed),
    (["If-Match": "\"a\""], .proceed), (["If-Match": "*"], .proceed),
    (["If-Match": "W/\"a\""], .preconditionFailed), (["If-Match": "\"b\""], .preconditionFailed),
    (["If-Unmodified-Since": then], .proceed), (["If-Unmodified-Since": before], .preconditionFailed),
    (["If-Match": "\"a\"", "If-Unmodified-Since": before], .proceed),
    (["If-Match": "\"a\"", "If-None-Match": "\"a\""], .notModified),
  ]

  @Test("the conditions of §13.2.2 in their order", arguments: rows)
  func outcome(fields: HTTPFields, outcome: Validators.Outcome) {
    #expect(validators.outcome(for: fields) == outcome)
  }

  @Test(
    "a range counts when If-Range names these very bytes",
    arguments: [
      (nil, true), ("\"a\"", true), ("W/\"a\"", false), ("\"b\"", false), (then, true), (before, false),
      ("Sun, 06 Nov 1994 08:49:38 GMT", false), ("nonsense", false),
    ] as [(String?, Bool)])
  func ifRange(condition: String?, counts: Bool) {
    var fields = HTTPFields()
    if let condition { fields.append("If-Range", condition) }
    #expect(validators.allowsRange(for: fields, at: HTTPDate(seconds: 784_111_778)) == counts)
  }

  @Test("a date of this very second vouches for nothing") func youngDate() {
    let now = validators.modified
    #expect(!validators.allowsRange(for: ["If-Range": Self.then], at: now))
    #expect(validators.allowsRange(for: ["If-Range": "\"a\""], at: now))
  }
}

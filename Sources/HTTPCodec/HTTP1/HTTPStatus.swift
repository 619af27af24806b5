/// A status code: RFC 9110 §15.
package struct HTTPStatus: RawRepresentable, Hashable, Sendable {
  /// The three digits.
  package let rawValue: Int

  /// A status from its code, one without a name included.
  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let `continue` = HTTPStatus(rawValue: 100)
  package static let switchingProtocols = HTTPStatus(rawValue: 101)
  package static let ok = HTTPStatus(rawValue: 200)
  package static let noContent = HTTPStatus(rawValue: 204)
  package static let partialContent = HTTPStatus(rawValue: 206)
  package static let movedPermanently = HTTPStatus(rawValue: 301)
  package static let found = HTTPStatus(rawValue: 302)
  package static let notModified = HTTPStatus(rawValue: 304)
  package static let badRequest = HTTPStatus(rawValue: 400)
  package static let unauthorized = HTTPStatus(rawValue: 401)
  package static let forbidden = HTTPStatus(rawValue: 403)
  package static let notFound = HTTPStatus(rawValue: 404)
  package static let methodNotAllowed = HTTPStatus(rawValue: 405)
  package static let requestTimeout = HTTPStatus(rawValue: 408)
  package static let preconditionFailed = HTTPStatus(rawValue: 412)
  package static let contentTooLarge = HTTPStatus(rawValue: 413)
  package static let uriTooLong = HTTPStatus(rawValue: 414)
  package static let rangeNotSatisfiable = HTTPStatus(rawValue: 416)
  package static let expectationFailed = HTTPStatus(rawValue: 417)
  package static let upgradeRequired = HTTPStatus(rawValue: 426)
  package static let tooManyRequests = HTTPStatus(rawValue: 429)
  package static let requestHeaderFieldsTooLarge = HTTPStatus(rawValue: 431)
  package static let internalServerError = HTTPStatus(rawValue: 500)
  package static let notImplemented = HTTPStatus(rawValue: 501)
  package static let serviceUnavailable = HTTPStatus(rawValue: 503)
  package static let httpVersionNotSupported = HTTPStatus(rawValue: 505)

  /// Whether it precedes the final response: RFC 9110 §15.2.
  package var isInformational: Bool { (100...199).contains(rawValue) }

  /// Whether a response with it never has content: RFC 9112 §6.3, rule 1.
  package var excludesContent: Bool { isInformational || self == .noContent || self == .notModified }

  /// The registered reason phrase; empty for a code that is not listed here.
  package var reasonPhrase: String { Self.phrases[rawValue] ?? "" }

  private static let phrases = [
    100: "Continue", 101: "Switching Protocols", 200: "OK", 204: "No Content", 206: "Partial Content",
    301: "Moved Permanently", 302: "Found", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout", 412: "Precondition Failed",
    413: "Content Too Large", 414: "URI Too Long",
    416: "Range Not Satisfiable", 417: "Expectation Failed", 426: "Upgrade Required", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
    503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]
}

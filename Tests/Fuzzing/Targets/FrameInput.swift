import GatewayProtocol
import JSON

/// Frames of the gateway's protocol, and the parameters of its methods.
enum FrameInput {
  static func finding(in bytes: [UInt8]) -> String? {
    let value: JSONValue
    do { value = try JSONReader.read(bytes) } catch { return nil }
    guard let frame = GatewayFrame(fitting: value), GatewayFrame.shape.violations(in: value).isEmpty else { return nil }
    switch frame {
    case .request(let request): return finding(in: request) ?? difference(RequestFrame(fitting: request.json), request)
    case .response(let response): return difference(ResponseFrame(fitting: response.json), response)
    case .event(let event): return difference(EventFrame(fitting: event.json), event)
    case .unknown: return "a frame of an unknown type fits the definition"
    }
  }

  private static func difference<Frame: Equatable>(_ again: Frame?, _ frame: Frame) -> String? {
    again == frame ? nil : "written and read it is another: \(frame)"
  }

  /// Parameters that fit are read, and of those that do not a bounded number of violations is told.
  private static func finding(in request: RequestFrame) -> String? {
    let parameters = request.parameters ?? .object(JSONObject())
    if request.method == MethodDefinition.connect {
      let fits = ConnectParameters.shape.violations(in: parameters).isEmpty
      return fits && ConnectParameters(fitting: parameters) == nil ? "parameters that fit are not taken" : nil
    }
    let violations = MethodDefinition.named(request.method)?.parameters.violations(in: parameters) ?? []
    return violations.count > Shape.maximumViolations ? "\(violations.count) violations are too many to tell" : nil
  }
}

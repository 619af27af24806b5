import CommandTree
import Platform
import Services

extension SocketUnitFile {
  /// The file's text, or why systemd could not represent it, before anything is written.
  func checkedText(of definition: ServiceDefinition) throws(CommandFailure) -> String {
    let template: [UInt8]
    do { template = try self.template() } catch { throw CommandFailure(error) }
    do { return try Self.text(of: definition, template: template) } catch {
      throw CommandFailure(
        "the socket unit cannot be written", location: Self.templateName(scope), reason: error.description,
        code: "unit-not-representable")
    }
  }
}

extension CommandFailure {
  /// Another manager than systemd hands no sockets over.
  static func noSocketActivation(_ manager: String, hint: String) -> CommandFailure {
    CommandFailure(
      "only systemd listens in a gateway's stead", location: "--socket-activation",
      reason: "the service is one of \(manager)", hints: [hint], code: "no-socket-activation", exitStatus: .usage)
  }
}

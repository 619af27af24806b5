/// Which program a client is.
///
/// Open-ended, since later programs have later names.
package struct ClientID: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// The manager, `openclaw`.
  package static let commandLine = ClientID(rawValue: "cli")
  /// A look whether a gateway answers.
  package static let probe = ClientID(rawValue: "openclaw-probe")
  /// A test.
  package static let test = ClientID(rawValue: "test")

  /// Every id that `connect` takes.
  package static let known =
    [commandLine, probe, test]
    + [
      "webchat-ui", "openclaw-control-ui", "webchat", "gateway-client", "openclaw-macos", "openclaw-ios",
      "openclaw-android", "openclaw-linux", "openclaw-tui", "node-host", "fingerprint",
    ].map(ClientID.init(rawValue:))
}

/// In what manner a client works.
package enum ClientMode: String, Sendable, CaseIterable {
  case webchat
  case cli
  case ui
  case backend
  case node
  case probe
  case test
}

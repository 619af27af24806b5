import HTTPCodec
import Transport

/// Which of the gateway's ports a connection came in by.
enum Entrance: Hashable, Sendable {
  /// The base port: everything.
  case control
  /// The canvas host's own port: the canvas alone.
  case canvas
}

/// A request and where it came from.
struct HTTPVisit {
  let request: HTTPRequest
  let entrance: Entrance
  /// The socket's other end.
  let peer: SocketAddress
  let now: HTTPDate
}

/// A place that answers GET and HEAD.
struct HTTPRoute: Sendable {
  /// The paths it answers.
  enum Place: Hashable, Sendable {
    case exactly(String)
    /// The path itself, and all that follows a slash after it.
    case from(String)

    func contains(_ path: String) -> Bool {
      switch self {
      case .exactly(let place): path == place
      case .from(let place):
        path.utf8.starts(with: place.utf8)
          && (path.utf8.count == place.utf8.count || path.utf8.dropFirst(place.utf8.count).first == UInt8(ascii: "/"))
      }
    }
  }

  let place: Place
  let entrances: Set<Entrance>
  let answer: @LoopActor @Sendable (GatewayServer, HTTPVisit) -> HTTPAnswer

  /// Every place there is; what is not listed is not found.
  static let all = [
    HTTPRoute(place: .exactly("/healthz"), entrances: [.control, .canvas]) { _, _ in HTTPAnswer(.ok, "ok") },
    HTTPRoute(place: .exactly("/readyz"), entrances: [.control, .canvas]) { server, _ in
      server.isReady ? HTTPAnswer(.ok, "ok") : HTTPAnswer(.serviceUnavailable, "not ready")
    },
    HTTPRoute(place: .exactly("/metrics"), entrances: [.control]) { $0.answerMetrics($1) },
    HTTPRoute(place: .exactly("/"), entrances: [.canvas]) { _, _ in
      HTTPAnswer(.found, fields: ["Location": "\(CanvasHost.path)/"])
    },
    HTTPRoute(place: .from(CanvasHost.path), entrances: [.control, .canvas]) { $0.canvas?.answer($1) ?? .notFound },
    HTTPRoute(place: .exactly(CanvasHost.reloadPath), entrances: [.control, .canvas]) { server, _ in
      server.canvas?.reloadsPages == true
        ? HTTPAnswer(.upgradeRequired, "upgrade required", fields: ["Upgrade": "websocket", "Connection": "Upgrade"])
        : .notFound
    },
  ]

  private init(
    place: Place, entrances: Set<Entrance>,
    answer: @escaping @LoopActor @Sendable (GatewayServer, HTTPVisit) -> HTTPAnswer
  ) {
    self.place = place
    self.entrances = entrances
    self.answer = answer
  }
}

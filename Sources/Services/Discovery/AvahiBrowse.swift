/// What the signals of Avahi's service browsers come to: which instances are there, and when all have been told.
struct AvahiBrowse {
  /// A service instance on one interface.
  struct Instance: Hashable {
    let interface: Int32
    let networkProtocol: Int32
    let name: String
    let type: String
    let domain: String
  }

  /// What a signal asks for.
  enum Step: Hashable {
    case resolve(Instance)
    case nothing
  }

  /// The browsers that have not told all yet, by object path.
  private var open: Set<String>
  private var known: Set<[String]> = []
  /// What the browsers that gave up said.
  private(set) var failures: [String] = []
  private let count: Int

  /// A browse by several browsers.
  init(browsers: [String]) {
    open = Set(browsers)
    count = open.count
  }

  /// Whether every browser has told what there is, or has given up.
  var isComplete: Bool { open.isEmpty }

  /// Whether no browser has told anything.
  var hasFailed: Bool { count > 0 && failures.count == count }

  /// Takes one signal; those of others mean nothing.
  ///
  /// An instance is announced on every interface and is one all the same.
  mutating func received(_ signal: BusSignal) -> Step {
    guard open.contains(signal.path) else { return .nothing }
    switch signal.member {
    case "ItemNew":
      guard let instance = Instance(signal.arguments),
        known.insert([instance.name, instance.domain]).inserted
      else { return .nothing }
      return .resolve(instance)
    case "AllForNow": open.remove(signal.path)
    case "Failure":
      open.remove(signal.path)
      failures.append(signal.arguments.first?.text ?? "no reason given")
    default: break
    }
    return .nothing
  }
}

extension AvahiBrowse.Instance {
  /// The arguments of `ItemNew`: interface, protocol, name, type, domain, flags.
  fileprivate init?(_ arguments: [BusValue]) {
    guard arguments.count >= 5, case .signed32(let interface) = arguments[0],
      case .signed32(let networkProtocol) = arguments[1], let name = arguments[2].text, let type = arguments[3].text,
      let domain = arguments[4].text
    else { return nil }
    self.init(interface: interface, networkProtocol: networkProtocol, name: name, type: type, domain: domain)
  }
}

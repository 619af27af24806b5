import Platform

/// Finds gateways on the network by Avahi: `org.freedesktop.Avahi.Server` on the system's bus.
///
/// Avahi is asked only when it runs; nothing is started.
package struct AvahiBrowser {
  private let bus: any BusConnection

  /// The service type of gateways.
  package static let serviceType = "_openclaw-gw._tcp"

  private static let name = "org.freedesktop.Avahi"
  /// Any interface, any protocol, any kind of address: `AVAHI_IF_UNSPEC`, `AVAHI_PROTO_UNSPEC`.
  private static let unspecified = BusValue.signed32(-1)
  /// How long one instance may take to be resolved: some are gone and do not know it.
  private static let resolution = Duration.milliseconds(800)

  /// A browser over a bus.
  package init(bus: any BusConnection) { self.bus = bus }

  /// Connects to the system's bus.
  ///
  /// - Throws: `noBus`, `timedOut`.
  package init(sockets: SystemdSockets = SystemdSockets(), deadline: Deadline) throws(DiscoveryError) {
    let socket = sockets.systemBus
    do { bus = try SystemdBus(socket: socket.path, isDirect: socket.isDirect, deadline: deadline) } catch {
      throw DiscoveryError(error)
    }
  }

  /// The gateways that are announced in the domains, by name, as far as they have been told at the deadline.
  ///
  /// - Throws: `DiscoveryError` when there is nobody to ask, or every domain is refused.
  package func gateways(in domains: [String], deadline: Deadline) throws(DiscoveryError) -> [GatewayBeacon] {
    guard try isRunning(deadline) else { throw .noAvahi }
    do throws(BusError) {
      // Before the browsers are made: they begin to tell at once.
      try bus.subscribe("type='signal',interface='\(Self.name).ServiceBrowser'", deadline: deadline)
    } catch { throw DiscoveryError(error) }
    var browsers: [String] = []
    for domain in domains { browsers.append(try browser(of: domain, deadline)) }
    return try beacons(of: AvahiBrowse(browsers: browsers), deadline)
  }

  private func isRunning(_ deadline: Deadline) throws(DiscoveryError) -> Bool {
    let method = BusMethod(
      destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus",
      member: "NameHasOwner", arguments: [.string(Self.name)])
    return try call(method, deadline).first?.isTrue == true
  }

  private func browser(of domain: String, _ deadline: Deadline) throws(DiscoveryError) -> String {
    let answer = try ask(
      "ServiceBrowserNew",
      [Self.unspecified, Self.unspecified, .string(Self.serviceType), .string(domain), .unsigned32(0)], deadline)
    return answer.first?.text ?? ""
  }

  private func beacons(of browse: AvahiBrowse, _ deadline: Deadline) throws(DiscoveryError) -> [GatewayBeacon] {
    var browse = browse
    var beacons: [GatewayBeacon] = []
    while !browse.isComplete, let signal = try next(deadline) {
      if case .resolve(let instance) = browse.received(signal) { beacons.append(resolved(instance, deadline)) }
    }
    if browse.hasFailed, let reason = browse.failures.first { throw .failed(reason) }
    return beacons.sorted { ($0.displayName, $0.instance) < ($1.displayName, $1.instance) }
  }

  private func next(_ deadline: Deadline) throws(DiscoveryError) -> BusSignal? {
    do throws(BusError) { return try bus.nextSignal(deadline: deadline) } catch { throw DiscoveryError(error) }
  }

  /// The instance with all that can be known of it; with its name alone when it does not answer.
  private func resolved(_ instance: AvahiBrowse.Instance, _ deadline: Deadline) -> GatewayBeacon {
    let nameAlone = GatewayBeacon(instance: instance.name, domain: instance.domain)
    do throws(DiscoveryError) {
      let answer = try ask(
        "ResolveService",
        [
          .signed32(instance.interface), .signed32(instance.networkProtocol), .string(instance.name),
          .string(instance.type), .string(instance.domain), Self.unspecified, .unsigned32(0),
        ], min(deadline, .after(Self.resolution)))
      return nameAlone.resolved(answer)
    } catch { return nameAlone }
  }

  private func ask(_ member: String, _ arguments: [BusValue], _ deadline: Deadline) throws(DiscoveryError) -> [BusValue]
  {
    try call(
      BusMethod(
        destination: Self.name, path: "/", interface: "\(Self.name).Server", member: member, arguments: arguments),
      deadline)
  }

  private func call(_ method: BusMethod, _ deadline: Deadline) throws(DiscoveryError) -> [BusValue] {
    do throws(BusError) { return try bus.call(method, deadline: deadline) } catch { throw DiscoveryError(error) }
  }
}

extension GatewayBeacon {
  /// The beacon with the answer of `ResolveService`: interface, protocol, name, type, domain, host, address protocol,
  /// address, port, TXT strings, flags.
  fileprivate func resolved(_ answer: [BusValue]) -> GatewayBeacon {
    guard answer.count >= 10 else { return self }
    var beacon = self
    beacon.host = answer[5].text.flatMap { $0.isEmpty ? nil : $0 }
    beacon.address = answer[7].text.flatMap { $0.isEmpty ? nil : $0 }
    beacon.port = answer[8].integer.flatMap { Port($0) }
    let texts = (answer[9].elements ?? []).map {
      ($0.elements ?? []).compactMap { $0.integer.flatMap(UInt8.init(exactly:)) }
    }
    beacon.texts = texts.compactMap(Text.init)
    return beacon
  }
}

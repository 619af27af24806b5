import Configuration
import Platform
import Profiles
import Services

/// The service definition that install would write now, and how the installed one differs from it.
package struct DefinitionFact: Sendable {
  /// What install would write.
  package let wanted: ServiceDefinition
  /// How the installed unit differs; nil when the wanted one cannot be made.
  package let comparison: UnitComparison?
  /// The permission bits of the installed unit's file; nil when it is a link.
  package let mode: UInt32?
  /// What is wrong with the socket unit beside it; nil when nothing is.
  package let socketProblem: String?

  /// The repair that has the unit written again: one that takes somebody's lines away needs `--force`.
  package var repair: Repair { comparison?.losses.isEmpty == false ? .overwriteUnit : .rewriteUnit }

  /// A definition and how the installed one differs from it.
  package init(
    wanted: ServiceDefinition, comparison: UnitComparison?, mode: UInt32? = 0o644, socketProblem: String? = nil
  ) {
    self.socketProblem = socketProblem
    self.wanted = wanted
    self.comparison = comparison
    self.mode = mode
  }

  /// Compares an installed unit with what this program would write in its place.
  static func look(
    at installed: InstalledService, of host: HostSnapshot, program: AbsolutePath, _ settings: GatewayConfiguration
  ) throws(SystemError) -> DefinitionFact {
    let (served, account) = (host.profile, host.account)
    // A unit that has the state of another profile is to have its own again.
    let hasStrayed = installed.definition.strayedProfile(from: served) != nil
    let profile = hasStrayed ? Profile(served.name, home: served.home) : served
    let wanted = ServiceDefinition(
      of: profile, scope: installed.scope, account: account,
      executable: try executable(installed, program, home: profile.home),
      port: settings.port ?? installed.definition.port ?? profile.defaultPort ?? PortPlan.defaultBase,
      settings: settings,
      isHardened: installed.definition.isHardened, isSocketActivated: installed.definition.isSocketActivated)
    let file = DefinitionFile(host.managerKind, of: profile, scope: installed.scope)
    let template = try file.template()
    let comparison: UnitComparison?
    do throws(TemplateError) {
      comparison = try UnitComparison(installed: installed, wanted: wanted, in: file, template: template)
    } catch { comparison = nil }
    let entry = try Files.status(installed.path, followingLinks: false)
    return DefinitionFact(
      wanted: wanted, comparison: comparison, mode: entry.flatMap { $0.kind == .regular ? $0.mode : nil },
      socketProblem: host.managerKind == .systemd ? try socketProblem(of: wanted) : nil)
  }

  /// Compares the socket unit with the service it listens for.
  private static func socketProblem(of wanted: ServiceDefinition) throws(SystemError) -> String? {
    let file = SocketUnitFile(of: wanted.profile, scope: wanted.scope)
    let list = { (addresses: [String]) in addresses.joined(separator: ", ") }
    switch (try file.installedAddresses(), wanted.listenAddresses) {
    case (nil, []): return nil
    case (nil, _): return "the unit takes the sockets of \(file.name), which is not there"
    case (_?, []): return "\(file.path) listens for a service that does not take its sockets"
    case (let installed?, let asked):
      if installed == asked { return nil }
      return "\(file.name) listens on \(list(installed)), the service asks for \(list(asked))"
    }
  }

  /// The path that install would name; the installed one where this program itself is at a place that does not last.
  private static func executable(
    _ installed: InstalledService, _ program: AbsolutePath, home: AbsolutePath
  ) throws(SystemError) -> AbsolutePath {
    let own = try ExecutableLocation(running: program, home: home).stablePath()
    guard try VolatilePlace.reason(for: own) != nil else { return own }
    return installed.definition.command.flatMap { AbsolutePath($0.executable) } ?? own
  }
}

extension ServiceDefinition {
  /// What a profile's service is defined by, written by this version of the program.
  ///
  /// - Parameters:
  ///   - account: whom a service of the system's scope runs as.
  ///   - settings: the config, which names the workspace and what is listened on.
  ///   - isSocketActivated: whether systemd listens in the gateway's stead.
  package init(
    of profile: Profile, scope: ServiceScope, account: Account, executable: AbsolutePath, port: Port,
    settings: GatewayConfiguration, isHardened: Bool, isSocketActivated: Bool = false
  ) {
    self.init(
      profile: profile, scope: scope, executable: executable, port: port,
      account: scope == .system ? account.name : nil, version: ProductVersion.current, isHardened: isHardened,
      writablePaths: [profile.stateDirectory, settings.workspace(of: profile)],
      listenAddresses: isSocketActivated ? settings.listenAddresses(port: port) : [])
  }
}

extension InstalledDefinition {
  /// The other profile whose state directory it names; nil when it is this profile's, or one of its own choosing.
  func strayedProfile(from profile: Profile) -> ProfileName? {
    let state = variable("OPENCLAW_STATE_DIR").flatMap { AbsolutePath($0) }
    let owner = state.flatMap { Profile.name(ofStateDirectory: $0, home: profile.home) }
    return owner == profile.name ? nil : owner
  }
}

extension GatewayConfiguration {
  /// What a gateway with this configuration listens on, as systemd writes it; none where the machine has no such address.
  fileprivate func listenAddresses(port: Port) -> [String] {
    let hosts = bind.hosts(custom: customBindHost, machineAddresses: InterfaceAddresses.current())
    return ((hosts?.required ?? []) + (hosts?.optional ?? [])).map { host in
      "\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }
}

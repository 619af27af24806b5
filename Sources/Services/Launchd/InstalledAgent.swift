import Platform
import Profiles

/// What a property list says of a LaunchAgent, whoever wrote it: the reader that inverts `LaunchAgent`.
package struct InstalledAgent: Hashable, Sendable {
  /// All that it says.
  package let list: PropertyList
  /// `Label`; nil when there is none.
  package let label: String?
  /// `Comment`, where we write the description.
  package let comment: String?
  /// The words the process gets, the first of them its own name; empty when there is no `ProgramArguments`.
  package let arguments: [String]
  /// The program that is started when it is not the first of the words: `Program`.
  package let program: String?
  /// In the order of their names.
  package let environment: [ServiceVariable]
  /// `WorkingDirectory`; nil when there is none.
  package let workingDirectory: String?
  /// The file of standard output; nil when there is none.
  package let standardOutPath: String?
  /// The file of standard error; nil when there is none.
  package let standardErrorPath: String?
  /// Whether it is started when it is loaded, at login for instance.
  package let runsAtLoad: Bool
  /// Whether it is started again after every end; conditions under `KeepAlive` are not that.
  package let isKeptAlive: Bool

  /// What a property list says; keys of other kinds than launchd wants count as absent.
  package init(_ list: PropertyList) {
    self.list = list
    label = list["Label"]?.stringValue
    comment = list["Comment"]?.stringValue
    arguments = list["ProgramArguments"]?.strings ?? []
    program = list["Program"]?.stringValue
    environment = Self.environment(list[Self.environmentKey])
    workingDirectory = list["WorkingDirectory"]?.stringValue
    standardOutPath = list["StandardOutPath"]?.stringValue
    standardErrorPath = list["StandardErrorPath"]?.stringValue
    runsAtLoad = list["RunAtLoad"] == .boolean(true)
    isKeptAlive = list["KeepAlive"] == .boolean(true)
  }

  /// Reads a property list.
  package init(_ bytes: [UInt8]) throws(PropertyListError) { self.init(try PropertyListReader.read(bytes)) }

  /// The value of a variable; nil when it is not set.
  package func variable(_ name: String) -> String? { environment.first { $0.name == name }?.value }

  /// The command it starts; nil when there is none.
  package var command: UnitCommand? {
    (program ?? arguments.first).map { UnitCommand(executable: $0, arguments: arguments) }
  }

  /// The profile it was written for: `OPENCLAW_PROFILE`, else the one its label stands for; nil when neither names one.
  package var profile: ProfileName? {
    guard let text = variable("OPENCLAW_PROFILE") else { return label.flatMap { LaunchdLabel($0) }?.profile }
    do { return try ProfileName(text) } catch { return nil }
  }

  /// The version of openclaw that wrote it.
  package var version: String? { variable(ServiceMarker.version) }

  /// The port that the command pins.
  package var port: Port? { InstalledUnit.port(in: arguments) }

  private static func environment(_ list: PropertyList?) -> [ServiceVariable] {
    guard case .dictionary(let members) = list else { return [] }
    return members.compactMap { name, value in value.stringValue.map { ServiceVariable(name, $0) } }
      .sorted { $0.name < $1.name }
  }
}

extension UnitOwnership {
  /// Whose a LaunchAgent is: by its label, by our marker, else by the command it starts.
  package init(_ agent: InstalledAgent) {
    let kind = agent.variable(ServiceMarker.kind) ?? ServiceMarker.gateway
    if let profile = agent.label.flatMap({ LaunchdLabel($0) })?.profile {
      self = .ours(profile)
    } else if agent.variable(ServiceMarker.marker) == ServiceMarker.ours, kind == ServiceMarker.gateway {
      self = .ours(agent.profile)
    } else {
      self = agent.command.map { GatewayCommand.isGateway($0.words) } == true ? .gatewayLike : .foreign
    }
  }
}

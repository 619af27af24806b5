import Configuration
import Platform
import Profiles
import Services

/// Looks up what checks need, side by side, under one deadline.
///
/// Writes nothing, starts nothing, signals nobody.
package enum Examiner {
  /// Examines the host that a snapshot was taken of; what is not there in time is noted as missing.
  package static func examine(_ host: HostSnapshot, _ request: ExaminationRequest) -> Examination {
    let gathering = Gathering(deadline: .after(request.timeLimit))
    let configured = gathering.start { configuration(of: host) }
    let read = gathering.value(of: configured)
    var examination = Examination(host: host, configuration: read ?? host.serviceConfiguration)
    if read == nil { examination.missing.insert(.config) }
    lookUp(request, gathering, into: &examination)
    return examination
  }

  private static func lookUp(
    _ request: ExaminationRequest, _ gathering: Gathering, into examination: inout Examination
  ) {
    let (host, settings) = (examination.host, examination.configuration.configuration)
    let survey = PlaceSurvey(
      profile: host.profile, settings: settings, configurationFiles: examination.configuration.files)
    let places = gathering.start { survey.places() }
    let definition = gathering.start {
      orNil { () throws(SystemError) in try Self.definition(of: host, request, settings) }
    }
    let program = gathering.start { orNil { () throws(SystemError) in try Self.program(of: host, request) } }
    let machine = gathering.start {
      MachineFact.look(at: host.profile, mainProcess: host.manager.unit?.process.mainPID)
    }
    let profiles = gathering.start { orNil { () throws(SystemError) in try Self.profiles(of: host, request) } }
    examination.places = note(.files, gathering.value(of: places), in: &examination) ?? []
    examination.definition = note(.definition, gathering.value(of: definition) ?? nil, in: &examination) ?? nil
    examination.program = note(.program, gathering.value(of: program) ?? nil, in: &examination) ?? nil
    examination.machine = note(.machine, gathering.value(of: machine), in: &examination)
    examination.others = note(.profiles, gathering.value(of: profiles) ?? nil, in: &examination) ?? []
  }

  private static func definition(
    of host: HostSnapshot, _ request: ExaminationRequest, _ settings: GatewayConfiguration
  ) throws(SystemError) -> DefinitionFact? {
    guard let installed = host.installed, !installed.isMasked else { return nil }
    return try DefinitionFact.look(at: installed, of: host, program: request.program, settings)
  }

  private static func program(
    of host: HostSnapshot, _ request: ExaminationRequest
  ) throws(SystemError) -> ProgramFact? {
    guard let installed = host.installed, !installed.isMasked else { return nil }
    return try ProgramFact.look(at: installed.definition, program: request.program, home: host.profile.home)
  }

  private static func profiles(
    of host: HostSnapshot, _ request: ExaminationRequest
  ) throws(SystemError) -> [SurveyedProfile] {
    try ProfileSurvey.profiles(account: host.account, environment: request.environment).filter {
      $0.profile.name != host.profile.name
    }
  }

  /// A fact that cannot be looked up is missing, as one that does not come in time.
  private static func orNil<Value>(_ body: () throws(SystemError) -> Value) -> Value? {
    do { return try body() } catch { return nil }
  }

  /// Notes that a fact was not there in time.
  private static func note<Value>(_ fact: Examination.Fact, _ value: Value?, in examination: inout Examination)
    -> Value?
  {
    if value == nil { examination.missing.insert(fact) }
    return value
  }

  /// A service has its definition's variables, and knows nothing of this shell's.
  private static func configuration(of host: HostSnapshot) -> ConfigurationSnapshot {
    guard let definition = host.installed?.definition else { return host.commandConfiguration }
    let variables = [ServiceVariable("HOME", host.profile.home.string)] + definition.environment
    return ConfigurationLoader.load(
      host.profile, environment: Environment(Dictionary(variables.map { ($0.name, $0.value) }) { $1 }))
  }
}

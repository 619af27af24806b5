import Configuration
import Glibc
import Platform
import Profiles
import Services

/// Looks up what checks need, side by side, under one deadline.
///
/// Writes nothing, starts nothing, signals nobody.
package enum Examiner {
  /// Examines a host.
  ///
  /// - Throws: `SystemError` when not even the profile's own files can be looked at, `ETIMEDOUT` when they cannot be in
  ///   time.
  package static func examine(_ request: ExaminationRequest) throws(SystemError) -> Examination {
    let gathering = Gathering(deadline: .after(request.timeLimit))
    let looked = gathering.start { Result { () throws(SystemError) in try SnapshotCollector.snapshot(request.look) } }
    guard let host = gathering.value(of: looked) else {
      throw SystemError(
        code: ETIMEDOUT, call: "stat", subject: request.look.profile.stateDirectory.string,
        finding: "its file system does not answer")
    }
    return try examination(of: host.get(), request, gathering)
  }

  private static func examination(
    of host: HostSnapshot, _ request: ExaminationRequest, _ gathering: Gathering
  ) throws(SystemError) -> Examination {
    var examination = Examination(host: host, configuration: configuration(of: host))
    let (profile, settings) = (host.profile, examination.configuration.configuration)
    let files = examination.configuration.files
    let places = gathering.start {
      PlaceSurvey(profile: profile, settings: settings, configurationFiles: files).places()
    }
    let definition = gathering.start {
      lookUp { () throws(SystemError) in try wantedDefinition(of: host, request, settings) }
    }
    let program = gathering.start { lookUp { () throws(SystemError) in try installedProgram(of: host, request) } }
    let machine = gathering.start { MachineFact.look(at: profile, mainProcess: host.manager.unit?.process.mainPID) }
    let profiles = gathering.start {
      lookUp { () throws(SystemError) in
        try ProfileSurvey.profiles(account: host.account, environment: request.look.environment)
      }
    }
    examination.places = note(.files, gathering.value(of: places), in: &examination) ?? []
    examination.definition = note(.definition, gathering.value(of: definition) ?? nil, in: &examination) ?? nil
    examination.program = note(.program, gathering.value(of: program) ?? nil, in: &examination) ?? nil
    examination.machine = note(.machine, gathering.value(of: machine), in: &examination)
    let survey = note(.profiles, gathering.value(of: profiles) ?? nil, in: &examination) ?? []
    examination.others = survey.filter { $0.profile.name != profile.name }
    return examination
  }

  private static func wantedDefinition(
    of host: HostSnapshot, _ request: ExaminationRequest, _ settings: GatewayConfiguration
  ) throws(SystemError) -> DefinitionFact? {
    guard let installed = host.installed, !installed.isMasked else { return nil }
    return try DefinitionFact.look(at: installed, for: request, settings)
  }

  private static func installedProgram(
    of host: HostSnapshot, _ request: ExaminationRequest
  ) throws(SystemError) -> ProgramFact? {
    guard let installed = host.installed, !installed.isMasked else { return nil }
    return try ProgramFact.look(at: installed.unit, program: request.program, home: host.profile.home)
  }

  /// A fact that cannot be looked up is missing, as one that does not come in time.
  private static func lookUp<Value>(_ body: () throws(SystemError) -> Value) -> Value? {
    do { return try body() } catch { return nil }
  }

  /// Notes that a fact was not there in time.
  private static func note<Value>(_ fact: Examination.Fact, _ value: Value?, in examination: inout Examination)
    -> Value?
  {
    if value == nil { examination.missing.insert(fact) }
    return value
  }

  /// A service has its unit's variables, and knows nothing of this shell's.
  private static func configuration(of host: HostSnapshot) -> ConfigurationSnapshot {
    guard let unit = host.installed?.unit else { return host.commandConfiguration }
    let variables = [ServiceVariable("HOME", host.profile.home.string)] + unit.environment
    return ConfigurationLoader.load(
      host.profile, environment: Environment(Dictionary(variables.map { ($0.name, $0.value) }) { $1 }))
  }
}

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
    let (settings, files) = (examination.configuration.configuration, examination.configuration.files)
    let places = gathering.start {
      PlaceSurvey(profile: host.profile, settings: settings, configurationFiles: files).places()
    }
    let definition = gathering.start {
      Result { () throws(SystemError) in
        try host.installed.map { service throws(SystemError) in
          try DefinitionFact.look(at: service, for: request, settings)
        }
      }
    }
    examination.places = note(.files, gathering.value(of: places), in: &examination) ?? []
    examination.definition = try note(.definition, gathering.value(of: definition), in: &examination)?.get()
    return examination
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

import Configuration
import Platform
import Profiles
import Services

/// Everything that checks may look at: a host's snapshot, and the facts that only a doctor asks for.
package struct Examination: Sendable {
  /// A fact that may be missing at the deadline; the raw value is the word scripts see.
  package enum Fact: String, Hashable, Sendable, CaseIterable {
    case service, linger, port, rpc, services, log, drift, config, files, definition, profiles, program, machine
  }

  /// What `status` looks at.
  package let host: HostSnapshot
  /// The config as the service's process reads it: without this shell's variables when a service is installed.
  package let configuration: ConfigurationSnapshot
  /// The profile's files and directories; those that cannot be looked at are left out.
  package var places: [Place] = []
  /// What install would write; nil when nothing is installed.
  package var definition: DefinitionFact?
  /// The program that the unit starts; nil when nothing is installed.
  package var program: ProgramFact?
  /// What the machine has left; nil when it was not there in time.
  package var machine: MachineFact?
  /// The account's other profiles.
  package var others: [SurveyedProfile] = []
  /// What was not there at the deadline.
  package var missing: Set<Fact> = []

  /// An examination without what only a doctor asks for.
  package init(host: HostSnapshot, configuration: ConfigurationSnapshot) {
    self.host = host
    self.configuration = configuration
    missing = Set(host.incomplete.compactMap(Fact.init))
  }

  /// The profile that was looked at.
  package var profile: Profile { host.profile }

  /// Whether the gateway is to run on this machine: anything but mode `remote`.
  package var isLocal: Bool { configuration.configuration.mode != .remote }

  /// The unit that holds for the profile, unless an administrator has masked it.
  package var unit: InstalledService? { host.installed.flatMap { $0.isMasked ? nil : $0 } }

  /// A path for people.
  func shown(_ path: AbsolutePath) -> String { path.abbreviated(home: profile.home) }

  /// A command line for the profile.
  func command(_ words: String) -> String { profile.commandLine(words) }

  /// The place with a role; nil when it could not be looked at.
  func place(_ role: Place.Role) -> Place? { places.first { $0.role == role } }
}

/// What an examination is made with, beside the snapshot.
package struct ExaminationRequest: Sendable {
  /// The running program with every link followed.
  package let program: AbsolutePath
  /// The variables that the command counts.
  package let environment: Environment
  /// How long it may take: 5 seconds.
  package let timeLimit = Duration.seconds(5)

  /// An examination by a program.
  package init(program: AbsolutePath, environment: Environment) {
    self.program = program
    self.environment = environment
  }
}

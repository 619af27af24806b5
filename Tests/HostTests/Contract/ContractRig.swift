import TestSupport

/// A service manager with gateways under it, in the words of the contract.
protocol ContractRig: Sendable {
  /// Makes what is the user's and not the service's.
  func prepare(_ profile: String) async throws

  /// Installs a profile's gateway and runs it; true when there was something to do.
  func install(_ profile: String) async throws -> Bool

  func uninstall(_ profile: String) async throws

  /// Starts a gateway, which must be ready afterwards.
  func start(_ profile: String) async throws

  /// Stops a gateway, which must be down afterwards.
  func stop(_ profile: String) async throws

  /// Asks for a restart from a process of the service itself, which may end before it hears an answer.
  func restartFromInside(_ profile: String) async throws

  func facts(_ profile: String) async throws -> ServiceFacts

  /// Sends a signal, `KILL` or `STOP`, to a gateway's main process.
  func signal(_ name: String, _ profile: String) async throws

  /// Has the manager lose no time over an installed gateway from its next start on: short delays, watchdog and limits.
  func hasten(_ profile: String) async throws

  /// What services leave on the machine and user data does not: definitions, links, registrations, files of the manager.
  func artefacts() async throws -> Set<String>
}

/// What every manager says of a service.
struct ServiceFacts: Hashable, Sendable {
  /// The word that `gateway status` has for it.
  let state: String
  let process: Int?
  /// Whether it starts by itself.
  let isEnabled: Bool

  var isRunning: Bool { state == "running" && process != nil }
}

extension ContractRig {
  /// Waits until a gateway runs with another main process.
  func waitForSuccessor(_ profile: String, of old: ServiceFacts) async throws {
    try await eventually("\(profile) runs with another process", within: .seconds(90)) {
      let now = try await facts(profile)
      return now.isRunning && now.process != old.process
    }
  }

  /// Waits until the manager has a word for a gateway.
  func wait(until state: String, _ profile: String) async throws {
    try await eventually("\(profile) is \(state)", within: .seconds(90)) { try await facts(profile).state == state }
  }
}

import Platform

/// A unit without a file that runs one program outside the caller's own unit, and is gone when the program ends.
package struct TransientUnit: Hashable, Sendable {
  /// A name that is not in use, with `.service`.
  package let name: String
  /// What people see of it: `Description=`.
  package let description: String
  /// The program's absolute path.
  package let executable: AbsolutePath
  /// The program's arguments, each a word that nothing expands.
  package let arguments: [String]
  /// The variables that the manager adds to its own.
  package let environment: [ServiceVariable]

  /// A unit from its parts.
  package init(
    name: String, description: String, executable: AbsolutePath, arguments: [String], environment: [ServiceVariable]
  ) {
    self.name = name
    self.description = description
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }

  /// The unit's properties, `a(sv)`.
  ///
  /// Collected also after a failure, so that nothing stays behind.
  var properties: BusValue {
    let words = [executable.string] + arguments
    let command = BusValue.structure([.string(executable.string), .strings(words), .strings(["no-env-expand"])])
    return .array(
      of: "(sv)",
      [
        Self.property("Description", .string(description)),
        Self.property("Type", .string("exec")),
        Self.property("CollectMode", .string("inactive-or-failed")),
        Self.property("Environment", .strings(environment.map { "\($0.name)=\($0.value)" })),
        Self.property("ExecStartEx", .array(of: "(sasas)", [command])),
      ])
  }

  private static func property(_ name: String, _ value: BusValue) -> BusValue {
    .structure([.string(name), .variant(value)])
  }
}

extension SystemdManager {
  /// Starts a transient unit and waits until its program runs: `StartTransientUnit`.
  ///
  /// The program gets its words as they are.
  ///
  /// Gives systemd's word for the job's outcome; nil when the deadline came first.
  package func start(_ unit: TransientUnit, deadline: Deadline) throws(ServiceManagerError) -> String? {
    let arguments: [BusValue] = [
      .string(unit.name), .string("fail"), unit.properties, .array(of: "(sa(sv))", []),
    ]
    return try awaitJob(on: unit.name, deadline: deadline, progress: { _ in }) { () throws(ServiceManagerError) in
      try call("StartTransientUnit", arguments, unit: unit.name, deadline: deadline)
    }
  }
}

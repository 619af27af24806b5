import Platform
import Profiles

/// What a unit file asks of a supervisor: the directives that our template writes.
package struct SupervisedUnit: Hashable, Sendable {
  /// A file of `EnvironmentFile=`.
  package struct EnvironmentFile: Hashable, Sendable {
    package let path: AbsolutePath
    /// Whether it may be missing: written with a `-` before the path.
    package let isOptional: Bool
  }

  package let executable: AbsolutePath
  /// The words the process gets, its own name first.
  package let arguments: [String]
  package var environment: [ServiceVariable] = []
  package var environmentFiles: [EnvironmentFile] = []
  package var workingDirectory: AbsolutePath?
  package var fileMask: UInt32 = 0o022
  package var policy = RestartPolicy()
  /// The directory in which the gateway keeps its state and its logs; nil when the unit names none.
  package var stateDirectory: AbsolutePath? {
    environment.last { $0.name == "OPENCLAW_STATE_DIR" }.flatMap { AbsolutePath($0.value) }
  }

  package init(executable: AbsolutePath, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }
}

/// A line of a unit file that a supervisor passes over.
package struct UnitWarning: Hashable, Sendable, CustomStringConvertible {
  package let file: AbsolutePath
  package let line: Int
  package let text: String

  package var description: String { "\(file):\(line): \(text)" }
}

/// A unit that cannot be run.
package enum SupervisedUnitError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(AbsolutePath)
  case noCommand(AbsolutePath)
  case unreadable(SystemError)

  package var description: String {
    switch self {
    case .missing(let path): "there is no unit file \(path)"
    case .noCommand(let path): "\(path): ExecStart= names no program by an absolute path"
    case .unreadable(let error): error.description
    }
  }
}

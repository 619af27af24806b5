import JSON
import Platform

/// What the configuration said when it was read: problems, values in force, variables in force.
package struct ConfigurationSnapshot: Sendable {
  /// The main file.
  package let path: AbsolutePath
  /// Whether the main file was there.
  ///
  /// A missing file means defaults everywhere and is no problem by itself.
  package let exists: Bool
  /// The main file's bytes as read; nil when it is missing or cannot be read.
  package let bytes: [UInt8]?
  /// What keeps the gateway from starting.
  package let issues: [ConfigurationProblem]
  /// What is passed over: unknown keys, wrong values elsewhere, misleading keys.
  package let warnings: [ConfigurationProblem]
  /// The values in force.
  package let configuration: GatewayConfiguration
  /// The variables in force: the process's, then those of `.env` files and of the configuration's `env` section.
  package let environment: LayeredEnvironment
  /// The whole configuration, files included and variables put in, with its secrets.
  let revealed: RevealedTree
  /// The files that were read: the main one, then those that it includes.
  package let files: [AbsolutePath]
  /// The files that it is made of, whether or not they could be read: the main one, those that it includes, `.env`.
  package let sources: Set<AbsolutePath>
  /// Whether the file and all that it includes could be read; what it says may be wrong all the same.
  package let isReadable: Bool

  /// The whole configuration, files included and variables put in, with every secret as `***`.
  ///
  /// Made anew each time: few who read a configuration show it.
  package var redacted: JSONValue { Redaction(hidden: revealed.hidden).apply(to: revealed.value) }

  /// Whether the gateway may start with it.
  package var isValid: Bool { issues.isEmpty }

  /// SHA-256 of the main file's bytes in hexadecimal digits, of nothing when there is no file.
  package var hash: String { Self.hash(of: bytes) }

  /// The hash where there is no file.
  package static let hashOfNothing = hash(of: nil)

  static func hash(of bytes: [UInt8]?) -> String { SHA256.hash(bytes ?? []).hexadecimal }
}

import JSON
import Platform

/// Why a configuration file was not changed.
///
/// The file is as it was, byte for byte.
package enum ConfigurationRefusal: Error, Sendable {
  /// The file cannot be read as it is, so nothing can be changed in it.
  case unreadable(ConfigurationProblem)
  /// The changed file would be wrong where it is not now.
  case rejected([ConfigurationProblem])
  /// The value comes from a file that is included.
  case included(JSONPath, in: AbsolutePath, position: TextPosition?)
  /// The value is what stands for a secret in reports, and not the secret.
  case masked(JSONPath)
  /// The key that is to go is not set.
  case absent(JSONPath)
  /// The key has no place in the file.
  case impossible(JSON5EditError)
  /// The file is no longer the one that the change was made for.
  case changedSince(AbsolutePath)
  /// Another command was at work on it as long as this one could wait.
  case busy(AbsolutePath)
  /// Somebody else wrote the file again and again meanwhile.
  case keepsChanging(AbsolutePath)
  /// The file system would not have it.
  case system(SystemError)
}

/// A profile that cannot be meant.
package enum ProfileError: Error, Hashable, Sendable {
  /// The text is no profile name.
  case badName(String)
  /// Neither the environment nor the name service knows a home directory.
  case noHome
  /// A variable holds something that is no path.
  case badPath(variable: String, value: String)
  /// A variable holds something that is no name of a service unit.
  case badUnitName(variable: String, value: String)
  /// A variable holds something that is no label of a launchd job.
  case badLaunchdLabel(variable: String, value: String)
}

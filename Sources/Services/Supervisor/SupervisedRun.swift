import Platform

/// The line with which the supervisor begins a run in the file of a service's output.
package enum SupervisedRun {
  /// Who says it.
  package static let speaker = "supervisor"
  private static let words = "run begins: "

  /// The line, with its line feed.
  package static func beginning(_ run: String, at time: Timestamp) -> String {
    "\(time.iso8601) [\(speaker)] \(words)\(run)\n"
  }

  /// The run that a message of the supervisor begins; nil when it says something else.
  package static func id(in message: String) -> String? {
    message.hasPrefix(words) ? String(message.dropFirst(words.count)) : nil
  }
}

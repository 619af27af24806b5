import Configuration
import Platform

/// One thing that happened, before it takes the form of a sink.
package struct LogRecord: Hashable, Sendable {
  /// When it happened.
  package var time: Timestamp
  /// How grave it is.
  package var level: LogLevel
  /// The part of the gateway it is about, for example `gateway/ws`.
  package var subsystem: String
  /// What happened, in one line.
  package var message: String
  /// Further facts, by names in lower camel case.
  package var fields: [Field]

  /// A named fact of a record.
  package struct Field: Hashable, Sendable {
    /// The name, in lower camel case.
    package let name: String
    /// The value, as text.
    package var value: String
  }

  package init(
    _ level: LogLevel, _ message: String, subsystem: String = "gateway", fields: KeyValuePairs<String, String> = [:],
    time: Timestamp = .now()
  ) {
    self.time = time
    self.level = level
    self.subsystem = subsystem
    self.message = message
    self.fields = fields.map { Field(name: $0.key, value: $0.value) }
  }

  /// Whether two records say the same, apart from when.
  package func repeats(_ other: LogRecord) -> Bool {
    level == other.level && message == other.message && subsystem == other.subsystem && fields == other.fields
  }
}

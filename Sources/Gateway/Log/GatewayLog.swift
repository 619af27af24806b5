import Configuration
import Platform
import Synchronization

/// The gateway's log: one front for the journal or standard output, and the profile's file.
package final class GatewayLog: Sendable {
  /// What reaches which sink.
  package struct Settings: Sendable {
    package var console: LogLevel
    package var file: LogLevel
    /// How standard output looks; nil leaves it to what it is connected to.
    package var style: LoggingConfiguration.ConsoleStyle?

    package init(
      console: LogLevel = .info, file: LogLevel = .info, style: LoggingConfiguration.ConsoleStyle? = nil
    ) {
      self.console = console
      self.file = file
      self.style = style
    }

    /// The least severe level that goes anywhere.
    var lowest: LogLevel { min(console, file) }
  }

  private struct State {
    var settings: Settings
    var redactor = Redactor()
    var folder = RepeatFolder()
    var console: any LogSink
    var file: LogFile?
  }

  private let state: Mutex<State>

  /// - Parameters:
  ///   - console: The journal where standard output is connected to it, else standard output.
  ///   - file: The profile's log file; nil writes none.
  init(console: any LogSink, file: LogFile?, settings: Settings) {
    state = Mutex(State(settings: settings, console: console, file: file))
  }

  /// Whether records of a level go anywhere, so that costly ones need not be made.
  package func takes(_ level: LogLevel) -> Bool {
    state.withLock { level >= $0.settings.lowest }
  }

  /// Logs what ends the gateway.
  package func fatal(_ message: String, fields: KeyValuePairs<String, String> = [:]) {
    write(LogRecord(.fatal, message, fields: fields))
  }

  /// Logs what failed while the gateway goes on.
  package func error(_ message: String, subsystem: String = "gateway", fields: KeyValuePairs<String, String> = [:]) {
    write(LogRecord(.error, message, subsystem: subsystem, fields: fields))
  }

  /// Logs what a person should look at.
  package func warn(_ message: String, subsystem: String = "gateway", fields: KeyValuePairs<String, String> = [:]) {
    write(LogRecord(.warn, message, subsystem: subsystem, fields: fields))
  }

  /// Logs what goes on.
  package func info(_ message: String, subsystem: String = "gateway", fields: KeyValuePairs<String, String> = [:]) {
    write(LogRecord(.info, message, subsystem: subsystem, fields: fields))
  }

  /// Logs what helps to find a mistake.
  package func debug(_ message: String, subsystem: String = "gateway", fields: KeyValuePairs<String, String> = [:]) {
    write(LogRecord(.debug, message, subsystem: subsystem, fields: fields))
  }

  /// Writes a record to the sinks whose threshold it meets, without secrets, repetitions folded.
  package func write(_ record: LogRecord) {
    state.withLock { state in
      guard record.level >= state.settings.lowest else { return }
      for record in state.folder.received(state.redactor.clean(record)) { Self.emit(record, &state) }
    }
  }

  /// A text without the secrets of the configuration, for those who cut it before it is written.
  func redact(_ text: String) -> String { state.withLock(\.redactor).redact(text) }

  /// Takes the levels, file and secrets of a configuration; all may change while the gateway runs.
  package func adopt(_ settings: Settings, file: AbsolutePath, secrets: Set<Secret>) {
    state.withLock {
      $0.settings = settings
      $0.console.adopt(settings.style)
      $0.redactor = Redactor(secrets: secrets)
      $0.file?.move(to: file)
    }
  }

  /// Lets the file be made, and its directory.
  package func openFile() { state.withLock { $0.file?.open() } }

  /// Opens the file afresh, for programs that have moved it away.
  package func reopen() { state.withLock { $0.file?.reopen() } }

  /// Writes what was held back.
  ///
  /// The last thing before the process ends.
  package func flush() {
    state.withLock { state in
      for record in state.folder.flush(at: .now()) { Self.emit(record, &state) }
    }
  }

  private static func emit(_ record: LogRecord, _ state: inout State) {
    if record.level >= state.settings.console { state.console.write(record) }
    if record.level >= state.settings.file { state.file?.write(record) }
  }
}

import CommandTree
import Platform

/// Where a command's words go: facts to standard output, problems and progress to standard error.
package struct Console: Sendable {
  /// The two streams.
  package enum Stream: Hashable, Sendable { case output, error }

  /// What each stream is connected to.
  package let output: Terminal
  /// What standard error is connected to.
  package let error: Terminal
  private let sink: @Sendable (Stream, [UInt8]) -> Void

  /// Streams whose bytes go into a sink.
  package init(output: Terminal, error: Terminal, sink: @escaping @Sendable (Stream, [UInt8]) -> Void) {
    self.output = output
    self.error = error
    self.sink = sink
  }

  /// The process's own streams.
  ///
  /// A reader that has gone away ends the output quietly, as `SIGPIPE` would.
  package static func standard() -> Console {
    Console(output: Terminal.on(1), error: Terminal.on(2)) { stream, bytes in
      do { try Descriptor.writeAll(bytes, to: stream == .output ? 1 : 2) } catch {
        // Nobody reads any more: there is no one left to tell.
      }
    }
  }

  /// Writes text as it is.
  package func write(_ text: String, to stream: Stream) { sink(stream, Array(text.utf8)) }

  /// Whether text on a stream carries colours.
  package func style(_ stream: Stream, environment: Environment, noColorFlag: Bool) -> OutputStyle {
    OutputStyle(
      isTerminal: (stream == .output ? output : error).isTerminal, environment: environment, noColorFlag: noColorFlag)
  }
}

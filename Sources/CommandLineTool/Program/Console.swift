import CommandTree
import Glibc
import Platform

/// Where a command's words go: facts to standard output, problems and progress to standard error.
package struct Console: Sendable {
  /// The two streams.
  package enum Stream: Hashable, Sendable { case output, error }

  /// What each stream is connected to.
  package let output: Terminal
  /// What standard error is connected to.
  package let error: Terminal
  private let sink: @Sendable (Stream, [UInt8]) throws(SystemError) -> Void

  /// Streams whose bytes go into a sink.
  package init(
    output: Terminal, error: Terminal, sink: @escaping @Sendable (Stream, [UInt8]) throws(SystemError) -> Void
  ) {
    self.output = output
    self.error = error
    self.sink = sink
  }

  /// The process's own streams.
  package static func standard() -> Console {
    Console(output: Terminal.on(1), error: Terminal.on(2)) { stream, bytes throws(SystemError) in
      try Descriptor.writeAll(bytes, to: stream == .output ? 1 : 2)
    }
  }

  /// Writes text; what cannot be told is not what the command was for.
  package func write(_ text: String, to stream: Stream) {
    do { try sink(stream, bytes(text, for: stream)) } catch {
      // There is no one left to tell.
    }
  }

  /// Writes what the command was for to standard output.
  ///
  /// A reader that has gone away ends the output quietly, as `SIGPIPE` would.
  ///
  /// - Throws: `CommandFailure` for an answer that is lost.
  package func answer(_ text: String) throws(CommandFailure) {
    do { try sink(.output, bytes(text, for: .output)) } catch {
      if error.code == EPIPE { return }
      throw CommandFailure(
        "the answer could not be written", location: "standard output", reason: error.reason, code: "output-lost")
    }
  }

  /// A terminal gets no control character but line feeds, tabs and our own colours, whoever wrote the text; a file or a
  /// program gets the text as it is.
  private func bytes(_ text: String, for stream: Stream) -> [UInt8] {
    let isTerminal = (stream == .output ? output : error).isTerminal
    return Array((isTerminal ? text.visible(keeping: OutputStyle.sequences) : text).utf8)
  }

  /// Whether text on a stream carries colours.
  package func style(_ stream: Stream, environment: Environment, noColorFlag: Bool) -> OutputStyle {
    OutputStyle(
      isTerminal: (stream == .output ? output : error).isTerminal, environment: environment, noColorFlag: noColorFlag)
  }
}

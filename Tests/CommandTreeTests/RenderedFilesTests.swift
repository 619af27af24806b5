import TestSupport
import Testing

@testable import CommandTree

@Suite("Checked-in renderings") struct RenderedFilesTests {
  struct Rendering: CustomTestStringConvertible {
    let path: String
    let words: [String]

    var testDescription: String { path }
  }

  /// The same lines as the target `generate` of the Makefile.
  static let renderings = [
    Rendering(path: "completions/openclaw.bash", words: ["completion", "bash"]),
    Rendering(path: "completions/_openclaw", words: ["completion", "zsh"]),
    Rendering(path: "completions/openclaw.fish", words: ["completion", "fish"]),
    Rendering(path: "docs/openclaw.1", words: ["help", "--man"]),
    Rendering(path: "docs/exit-status.md", words: ["help", "exit-status"]),
  ]

  @Test("a rendering that differs from the command tree is stale: run make generate", arguments: renderings)
  func isCurrent(_ rendering: Rendering) throws {
    let invocation = try CommandLineParser.parse(rendering.words)
    let current = SelfDescription.text(for: invocation, width: nil, style: .plain)
    #expect(try Checkout.text(of: rendering.path) == current)
  }
}

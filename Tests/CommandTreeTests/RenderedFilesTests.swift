import Configuration
import TestSupport
import Testing

@testable import CommandTree

@Suite("Checked-in renderings") struct RenderedFilesTests {
  struct Rendering: CustomTestStringConvertible {
    let path: String
    let current: String

    var testDescription: String { path }
  }

  /// The files that `make generate` writes.
  static let renderings = [
    Rendering(path: "completions/openclaw.bash", current: CompletionScript.text(for: .bash)),
    Rendering(path: "completions/_openclaw", current: CompletionScript.text(for: .zsh)),
    Rendering(path: "completions/openclaw.fish", current: CompletionScript.text(for: .fish)),
    Rendering(path: "docs/openclaw.1", current: ManualPage.roff),
    Rendering(path: "docs/exit-status.md", current: ExitStatusPage.markdown),
    Rendering(path: "docs/configuration.md", current: ConfigurationPage.markdown),
  ]

  @Test("a rendering that differs from the command tree is stale: run make generate", arguments: renderings)
  func isCurrent(_ rendering: Rendering) throws {
    #expect(try Checkout.text(of: rendering.path) == rendering.current)
  }
}

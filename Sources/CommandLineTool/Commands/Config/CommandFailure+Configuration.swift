import CommandTree
import Configuration
import JSON
import Platform
import Profiles

extension CommandFailure {
  /// A change that was not made; the file is as it was.
  init(_ refusal: ConfigurationRefusal, _ context: CommandContext) {
    let file = context.profile.configPath.string
    switch refusal {
    case .unreadable(let problem):
      self.init(
        "the configuration is refused", location: problem.place, reason: problem.message,
        hints: ["correct the file there; it was not touched"], code: "config-rejected",
        exitStatus: .configurationRefused)
    case .rejected(let problems):
      self.init(
        "the configuration would be refused; nothing was written", location: problems.first?.place,
        reason: problems.map { $0.text(home: context.profile.home) }.joined(separator: "\n"),
        hints: problems.compactMap(\.remedy) + ["openclaw help configuration"], code: "config-rejected",
        exitStatus: .configurationRefused)
    case .included(let path, let part, let position):
      self.init(
        "\(path) comes from a file that the config includes",
        location: part.string + (position.map { ":\($0.line):\($0.column)" } ?? ""),
        reason: "commands change \(file) only", hints: ["change \(path) in \(part)"], code: "config-included")
    case .masked(let path):
      self.init(
        "*** stands for a secret and is none", location: "\(path)", reason: "reports print it in a secret's place",
        hints: ["openclaw config set \(path) - < file"], code: "masked-secret", exitStatus: .usage)
    case .absent(let path): self.init(notSet: path, context)
    case .impossible(let error):
      self.init(
        "the key has no place in the config", location: file, reason: "\(error)",
        hints: ["openclaw help configuration"],
        code: "config-edit-failed")
    case .busy(let path): self.init(busy: path.parent, context)
    case .changedSince(let path), .keepsChanging(let path):
      self.init(
        "the config changes all the time; nothing was written", location: path.string,
        reason: "another program wrote it at each attempt", hints: ["stop that program, then try again"],
        code: "config-busy")
    case .system(let error):
      self.init(error)
      what = "the config was not changed: \(what)"
    }
  }

  /// A key that is not set and has no default.
  init(notSet path: JSONPath, _ context: CommandContext) {
    let isKnown = ConfigurationRegistry.knows(path)
    self.init(
      "\(path) is not set", location: context.profile.configPath.string,
      reason: isKnown ? "the file does not name it" : "it is no key that openclaw knows",
      hints: [isKnown ? "openclaw config set \(path) <value>" : "openclaw help configuration"], code: "not-set")
  }
}

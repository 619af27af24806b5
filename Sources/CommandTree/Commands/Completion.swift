extension CommandTree {
  /// `openclaw completion SHELL`.
  static var completion: CommandDescription {
    var command = CommandDescription(name: "completion", summary: "Print a shell's completion script")
    command.arguments = [Argument.shell.description]
    command.examples = [
      .init("openclaw completion bash > ~/.local/share/bash-completion/completions/openclaw", "For bash."),
      .init("openclaw completion zsh > ~/.zfunc/_openclaw", "For zsh, with ~/.zfunc in fpath."),
      .init("openclaw completion fish > ~/.config/fish/completions/openclaw.fish", "For fish."),
    ]
    command.action = .completion
    return command
  }
}

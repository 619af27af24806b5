/// The completion script for zsh: one function a command, to be found as `_openclaw` in `fpath`.
enum ZshCompletion {
  static var script: String {
    """
    #compdef openclaw
    # zsh completion for openclaw, printed by `openclaw completion zsh`.

    _openclaw__profile_names() {
      local -a profiles
      profiles=(${${(M)${(f)"$(print -rl -- $HOME/.openclaw*(N/:t))"}:#.openclaw-*}#.openclaw-})
      [[ -d $HOME/.openclaw ]] && profiles=(default $profiles)
      compadd -a profiles
    }

    \(CommandTree.all.map(function).joined(separator: "\n\n"))

    if [[ $funcstack[1] == _openclaw ]]; then
      _openclaw "$@"
    else
      compdef _openclaw openclaw
    fi

    """
  }

  private static func name(_ path: [String]) -> String { (["_openclaw"] + path).joined(separator: "_") }

  private static func function(_ located: LocatedCommand) -> String {
    var specifications = located.completedFlags.map(specification)
    specifications += located.command.arguments.enumerated().map { specification($1, at: $0 + 1) }
    if located.command.subcommands.isEmpty {
      return """
        \(name(located.path))() {
        \(arguments(specifications))
        }
        """
    }
    return noun(located, specifications + ["'1:command:->command'", "'*::rest:->rest'"])
  }

  private static func noun(_ located: LocatedCommand, _ specifications: [String]) -> String {
    let children = located.command.subcommands
    let names = children.map { "        \(quoted("\($0.name):\($0.summary)"))" }.joined(separator: "\n")
    let calls = children.map { "        \($0.name)) \(name(located.path + [$0.name])) ;;" }.joined(separator: "\n")
    return """
      \(name(located.path))() {
        local curcontext=$curcontext state line
        local -a commands
      \(arguments(specifications, isContextual: true))
        case $state in
          command)
            commands=(
      \(names)
            )
            _describe -t commands command commands ;;
          rest)
            case $line[1] in
      \(calls)
            esac ;;
        esac
      }
      """
  }

  private static func arguments(_ specifications: [String], isContextual: Bool = false) -> String {
    (["  _arguments" + (isContextual ? " -C" : "")] + specifications.map { "    " + $0 }).joined(separator: " \\\n")
  }

  private static func specification(_ flag: FlagDescription) -> String {
    let summary = "[\(escaped(flag.summary, "[]"))]"
    let names = [flag.spelling] + flag.short.map { "-\($0)" }
    if names.count > 1 {
      return "'(\(names.joined(separator: " ")))'{\(names.joined(separator: ","))}\(quoted(summary))"
    }
    guard let kind = flag.kind else { return quoted(flag.spelling + summary) }
    let action = flag.long == Flag.profile.description.long ? "_openclaw__profile_names" : action(for: kind)
    let message = if case .choice = kind { flag.long } else { kind.placeholder }
    return quoted("\(flag.spelling)=\(summary):\(message):\(action)")
  }

  private static func specification(_ argument: ArgumentDescription, at position: Int) -> String {
    let words = CompletionScript.words(for: argument).map(\.word).joined(separator: " ")
    let action = words.isEmpty ? " " : "(\(words))"
    return quoted("\(argument.isRepeated ? "*" : "\(position)"):\(argument.name.lowercased()):\(action)")
  }

  private static func action(for kind: ValueKind) -> String {
    switch kind {
    case .choice(let words): "(\(words.joined(separator: " ")))"
    case .file: "_files"
    case .directory: "_files -/"
    default: " "
    }
  }

  private static func escaped(_ text: String, _ special: String) -> String {
    text.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private static func quoted(_ text: String) -> String {
    CompletionScript.quoted(text, escapingQuoteAs: #"'\''"#)
  }
}

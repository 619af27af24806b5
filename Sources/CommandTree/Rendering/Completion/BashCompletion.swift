/// The completion script for bash 3.2 and later, without the bash-completion package.
enum BashCompletion {
  static var script: String {
    """
    # bash completion for openclaw, printed by `openclaw completion bash`.

    _openclaw__profile_names() {
      local directory
      for directory in "$HOME"/.openclaw*/; do
        directory=${directory%/}
        case ${directory##*/} in
          .openclaw) printf 'default\\n' ;;
          .openclaw-*) printf '%s\\n' "${directory##*/.openclaw-}" ;;
        esac
      done
    }

    _openclaw__offer() {
      local IFS=$'\\n'
      COMPREPLY=($(compgen "$@" -- "$current"))
    }

    _openclaw() {
      local command='' operands=0 current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} index=1 word
      COMPREPLY=()
      # "=" is a word of its own in COMP_WORDS.
      if [[ $current == '=' ]]; then
        current=''
      elif [[ $previous == '=' ]]; then
        previous=${COMP_WORDS[COMP_CWORD-2]}
      fi
      while ((index < COMP_CWORD)); do
        word=${COMP_WORDS[index]}
        case $word in
          \(valueFlagPattern))
            [[ ${COMP_WORDS[index+1]} == '=' ]] && index=$((index + 1))
            index=$((index + 1)) ;;
          *)
            case "$command $word" in
    \(steps)
              *' '-*) ;;
              *) operands=$((operands + 1)) ;;
            esac ;;
        esac
        index=$((index + 1))
      done
      case $previous in
    \(values)
      esac
      local flags='' words=''
      case $command in
    \(offers)
      esac
      if [[ $current == -* || -z $words ]]; then words=$flags; fi
      _openclaw__offer -W "${words// /$'\\n'}"
    }

    complete -F _openclaw openclaw

    """
  }

  private static var valueFlagPattern: String {
    CompletionScript.valueFlags.map(\.spelling).joined(separator: "|")
  }

  /// How the command typed so far grows by a word.
  private static var steps: String {
    CommandTree.all.filter { !$0.path.isEmpty }.map { located in
      let line = located.path.joined(separator: " ")
      let before = located.path.count == 1 ? " " + line : line
      return "          '\(before)') command='\(line)' ;;"
    }.joined(separator: "\n")
  }

  private static var values: String {
    CompletionScript.valueFlags.map { "    \($0.spelling)) \(value(of: $0))return ;;" }.joined(separator: "\n")
  }

  private static func value(of flag: FlagDescription) -> String {
    switch flag.kind {
    case .choice(let words): "_openclaw__offer -W $'\(words.joined(separator: "\\n"))'; "
    case .file: "_openclaw__offer -f; compopt -o filenames 2> /dev/null; "
    case .directory: "_openclaw__offer -d; compopt -o filenames 2> /dev/null; "
    default: flag.long == Flag.profile.description.long ? "_openclaw__offer -W \"$(_openclaw__profile_names)\"; " : ""
    }
  }

  private static var offers: String {
    CommandTree.all.map { located in
      let flags = located.completedFlags.map(\.spelling).joined(separator: " ")
      let words =
        located.command.subcommands.map(\.name)
        + (located.command.arguments.first.map(CompletionScript.words) ?? []).map(\.word)
      let isOnce = located.command.arguments.first.map { !$0.isRepeated } ?? false
      let condition = isOnce ? "; ((operands)) ||" : ""
      let assignedWords = words.isEmpty ? "" : "\(condition) words='\(words.joined(separator: " "))'"
      return "    '\(located.path.joined(separator: " "))') flags='\(flags)'\(assignedWords) ;;"
    }.joined(separator: "\n")
  }
}

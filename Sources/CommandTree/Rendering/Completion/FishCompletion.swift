/// The completion script for fish 3.
enum FishCompletion {
  static var script: String {
    """
    # fish completion for openclaw, printed by `openclaw completion fish`.

    function __openclaw_profile_names
        for directory in $HOME/.openclaw*/
            switch (basename $directory)
                case .openclaw
                    echo default
                case '.openclaw-*'
                    string replace .openclaw- '' (basename $directory)
            end
        end
    end

    # The words of the line that are neither flags nor their values.
    function __openclaw_words
        set -l found
        set -l is_value no
        for word in (commandline -opc)[2..]
            if test $is_value = yes
                set is_value no
            else
                switch $word
                    case \(CompletionScript.valueFlags.map(\.spelling).joined(separator: " "))
                        set is_value yes
                    case '-*'
                    case '*'
                        set found $found $word
                end
            end
        end
        echo "$found"
    end

    function __openclaw_at
        test (__openclaw_words) = "$argv"
    end

    function __openclaw_within
        string match -q -- "$argv *" (__openclaw_words)" "
    end

    complete -c openclaw -f
    \(CommandTree.all.flatMap(lines).joined(separator: "\n"))

    """
  }

  private static func lines(for located: LocatedCommand) -> [String] {
    let command = located.command
    let condition = command.subcommands.isEmpty ? "__openclaw_within" : "__openclaw_at"
    let prefix = prefix(condition, located)
    return words(for: located)
      + located.completedFlags.map { "\(prefix) \(options(of: $0)) -d \(quoted($0.summary))" }
  }

  /// Subcommands, and what the first argument may be; only a repeated one is offered again.
  private static func words(for located: LocatedCommand) -> [String] {
    let argument = located.command.arguments.first
    let condition = argument?.isRepeated ?? false ? "__openclaw_within" : "__openclaw_at"
    let prefix = prefix(condition, located)
    let words =
      located.command.subcommands.map { ($0.name, $0.summary) } + (argument.map(CompletionScript.words) ?? [])
    return words.map { "\(prefix) -a \(quoted($0)) -d \(quoted($1))" }
  }

  private static func prefix(_ condition: String, _ located: LocatedCommand) -> String {
    "complete -c openclaw -n " + quoted(([condition] + located.path).joined(separator: " "))
  }

  private static func options(of flag: FlagDescription) -> String {
    let names = (flag.short.map { "-s \($0)" } + ["-l \(flag.long)"]).joined(separator: " ")
    switch flag.kind {
    case nil: return names
    case .choice(let words): return "\(names) -x -a \(quoted(words.joined(separator: " ")))"
    case .file: return "\(names) -r -F"
    case .directory: return "\(names) -x -a '(__fish_complete_directories)'"
    case _ where flag.long == Flag.profile.description.long: return "\(names) -x -a '(__openclaw_profile_names)'"
    default: return "\(names) -x"
    }
  }

  private static func quoted(_ text: String) -> String { CompletionScript.quoted(text, escapingQuoteAs: #"\'"#) }
}

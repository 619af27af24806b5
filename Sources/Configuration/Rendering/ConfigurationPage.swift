import JSON

/// `docs/configuration.md`: every key there is, from the registry.
package enum ConfigurationPage {
  /// The page in Markdown, with a final line feed.
  package static var markdown: String {
    introduction + sections.map(section).joined(separator: "\n") + "\n"
  }

  private static let introduction = """
    # Configuration

    The keys of `openclaw.json`, which is JSON5. The page is printed by `openclaw help configuration` and written by
    `make generate`. `openclaw config validate` names what is wrong in a file, by line and column.

    A key that is not here is kept, not used, and named in a warning. A wrong value of a key marked *needed to start*
    keeps the gateway from starting (exit status 78); elsewhere the default holds, with a warning. `*` stands for any
    name, `[]` for each element of a list. A secret is never shown: `openclaw config get` prints `***`.

    `"${NAME}"` in a string is a variable's value, and `{ $include: "file" }` is the content of another file. Commands
    keep both as they are written. A change goes into the text of the file: comments, order and spacing stay, and so does
    `meta`, which only `openclaw setup` writes, in a new file. The five contents before it are beside the state directory's
    other files as `openclaw.json.bak`, the newest, to `openclaw.json.bak.4`.

    The last column says what takes a change into effect: `none` if the key is read whenever it is used, `hot` if a
    running gateway applies it, `restart` if the gateway has to start again. A dash stands where this version does not act
    on the key yet: it is checked and kept for the agents, channels and tools that are to come.

    ## What a change does

    A running gateway watches the file, the files that it includes, those that links lead to, and `.env` in the state
    directory. Once they have rested for `gateway.reload.debounceMs` it reads them again, and `gateway.reload.mode` says
    what follows:

    | Mode | What follows |
    | --- | --- |
    | `hybrid` | Keys marked `hot` are applied; one marked `restart` restarts the gateway in the same process. |
    | `hot` | Keys marked `hot` are applied; the others wait for a restart and are named in the log and in `gateway status`. |
    | `restart` | Every key marked `hot` or `restart` restarts the gateway. |
    | `off` | Nothing; what waits is named. |

    `systemctl --user reload` (SIGHUP) does the same at once; in mode `off` it applies what is `hot`. `config.patch` and
    `config.apply` over the protocol restart the gateway where a key takes it, whatever the mode. Clients that are
    connected stay so when the token or the password changes; those that come later show the new one. A port or address
    that `--port` or `--bind` pins is no reason to restart.

    A file that cannot be read, is wrong in a key needed to start, or moves the gateway to a port that is taken changes
    nothing: the running configuration stays in force, and log, `health` and `gateway status` say where the file is wrong
    until it is mended. Where the machine lets no more files be watched, they say that too, and SIGHUP still works.


    """

  /// The sections in the order of the registry.
  private static var sections: [String] {
    var seen: Set<String> = []
    return ConfigurationRegistry.keys.compactMap(\.steps.first).filter { seen.insert($0).inserted }
  }

  private static func section(_ name: String) -> String {
    let rows = ConfigurationRegistry.keys.filter { $0.steps.first == name }.map(row)
    return """
      ## `\(name)`

      | Key | Value | Default | Meaning | Reload |
      | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  private static func row(_ key: ConfigurationKey) -> String {
    let standard = key.defaultValue.map { "`\($0.text())`" } ?? ""
    let marks = [
      key.isSecret ? "Secret." : nil, key.isRequired ? "Required." : nil,
      key.isNeededToStart ? "*Needed to start.*" : nil,
    ]
    let meaning = ([key.summary] + marks.compactMap { $0 }).joined(separator: " ")
    let cells = ["`\(key.path)`", key.kind.accepted, standard, meaning, key.isRead ? key.reload.rawValue : "-"]
    return "| " + cells.map(escaped).joined(separator: " | ") + " |"
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}

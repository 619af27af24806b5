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
    running gateway applies it when it reads its config again (`systemctl --user reload`), `restart` if the gateway has to start again. A dash stands where this
    version does not act on the key yet: it is checked and kept for the agents, channels and tools that are to come.


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

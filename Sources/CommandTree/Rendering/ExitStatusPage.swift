/// `docs/exit-status.md`: the table of exit statuses, and which command uses which.
package enum ExitStatusPage {
  /// The page in Markdown.
  package static var markdown: String {
    """
    # Exit statuses

    What `openclaw` exits with. The page is printed by `openclaw help exit-status` and written by `make generate`.

    | Status | Name | Meaning |
    | --- | --- | --- |
    \(ExitStatus.allCases.map { "| \($0.rawValue) | `\($0.name)` | \($0.meaning) |" }.joined(separator: "\n"))

    Every command can exit with 0, 1 and 2. `gateway status` exits with 0 whatever it finds, unless `--require-rpc` is
    given. Starting what runs, installing what is installed, and stopping or uninstalling what is not there exit with 0.
    `doctor` exits with 1 while a finding of severity warn or critical stands, with 78 while the config is refused, and
    with 0 otherwise; after repairs the checks are made again first. `security audit` exits with 0 whatever it finds.
    The gateway itself exits with 0 after SIGTERM and SIGINT, and with 78 for what a restart cannot mend.

    | Command | Statuses beside 0, 1 and 2 |
    | --- | --- |
    \(rows.joined(separator: "\n"))

    """
  }

  private static var rows: [String] {
    CommandTree.all.filter { $0.command.action != nil }.map { located in
      let statuses = located.command.exitStatuses.map { String($0.rawValue) }.joined(separator: ", ")
      return "| `\(located.path.joined(separator: " "))` | \(statuses.isEmpty ? "none" : statuses) |"
    }
  }
}

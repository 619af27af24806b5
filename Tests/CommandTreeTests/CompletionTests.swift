import Foundation
import Platform
import TestSupport
import Testing

@testable import CommandTree

/// What a shell offers for a line, asked of the shell itself with the checked-in script.
@Suite("Shell completion") struct CompletionTests {
  /// A home directory with two profiles.
  let home: URL

  init() throws {
    home = FileManager.default.temporaryDirectory.appending(path: "openclaw-home-\(UUID().uuidString)")
    for name in [".openclaw", ".openclaw-rescue", ".openclaw-work"] {
      try FileManager.default.createDirectory(
        at: home.appending(path: name), withIntermediateDirectories: true)
    }
  }

  /// Lines for bash and fish, which list what they offer.
  static let lines: [(line: String, offers: [String])] = [
    ("openclaw gateway st", ["start", "status", "stop"]),
    ("openclaw gateway --por", ["--port"]),
    ("openclaw --profile rescue daemon re", ["restart"]),
    ("openclaw --profile ", ["default", "rescue", "work"]),
    ("openclaw gateway run --auth ", ["password", "token"]),
    ("openclaw gateway --auth token --tailscale s", ["serve"]),
    ("openclaw gateway call health --js", ["--json"]),
    ("openclaw completion ", ["bash", "fish", "zsh"]),
    ("openclaw help exit", ["exit-status"]),
    ("openclaw gateway run --token-file /dev/nul", ["/dev/null"]),
    ("openclaw gateway --port ", []),
    ("openclaw conf", ["config"]),
    ("openclaw config get gateway.rel", ["gateway.reload.debounceMs", "gateway.reload.mode"]),
    ("openclaw --profile rescue config unset env.sh", ["env.shellEnv.enabled", "env.shellEnv.timeoutMs"]),
    ("openclaw config set gateway.port 1", []),
    ("openclaw config diff --backup bak.", ["bak.1", "bak.2", "bak.3", "bak.4"]),
  ]

  @Test(
    "bash", .enabled(if: Tool.bash.isPresent, "bash is missing: its completion is untested"), arguments: lines)
  func bash(line: String, offers: [String]) throws {
    defer { remove() }
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let driver = """
      set -u; source '\(Checkout.path(of: "completions/openclaw.bash"))'
      complete -p openclaw > /dev/null || exit
      COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1); COMPREPLY=()
      _openclaw openclaw "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
      """
    let result = try Tool.bash.run(["--norc", "-c", driver], home: home.path)
    #expect(result.lines.sorted() == offers)
  }

  @Test("bash splits --profile=res at the equals sign", .enabled(if: Tool.bash.isPresent, "bash is missing"))
  func bashEqualsSign() throws {
    defer { remove() }
    let driver = """
      source '\(Checkout.path(of: "completions/openclaw.bash"))'
      COMP_WORDS=(openclaw --profile = res); COMP_CWORD=3; _openclaw; echo "${COMPREPLY[@]}"
      COMP_WORDS=(openclaw --profile = rescue gateway inst); COMP_CWORD=5; _openclaw; echo "${COMPREPLY[@]}"
      """
    #expect(try Tool.bash.run(["--norc", "-c", driver], home: home.path).output == "rescue\ninstall\n")
  }

  @Test(
    "fish", .enabled(if: Tool.fish.isPresent, "fish is missing: its completion is untested"), arguments: lines)
  func fish(line: String, offers: [String]) throws {
    defer { remove() }
    let driver = "source '\(Checkout.path(of: "completions/openclaw.fish"))'; complete -C '\(line)'"
    let result = try Tool.fish.run(["--no-config", "-c", driver], home: home.path)
    let offered = result.lines.map { String($0.prefix { $0 != "\t" }) }
    #expect(offered.sorted() == offers)
  }

  @Test(
    "zsh completes a line in a terminal",
    .enabled(if: Tool.zsh.isPresent, "zsh is missing: its completion is untested"),
    arguments: [
      ("openclaw gateway stat", "openclaw gateway status "),
      ("openclaw --profile res", "openclaw --profile rescue "),
      ("openclaw gateway run --auth tok", "openclaw gateway run --auth token "),
      ("openclaw --profile rescue daemon rest", "openclaw --profile rescue daemon restart "),
      ("openclaw profiles li", "openclaw profiles list "),
      ("openclaw gateway --por", "openclaw gateway --port="),
      ("openclaw completion fi", "openclaw completion fish "),
      ("openclaw help exit", "openclaw help exit-status "),
      ("openclaw config get gateway.customB", "openclaw config get gateway.customBindHost "),
    ])
  func zsh(line: String, completed: String) throws {
    defer { remove() }
    let result = try Tool.zsh.run(
      ["-f", "-c", Self.zshDriver, "zsh", Checkout.path(of: "completions"), line], home: home.path)
    #expect(result.output == completed + "\n")
  }

  /// Types a line and a tab into a zsh of its own, whose editor then shows what the line has become.
  static let zshDriver = #"""
    zmodload zsh/zpty
    zpty shell "zsh -f -i"
    zpty -w shell "PS1=; fpath=(${(q)1} \$fpath); autoload -Uz compinit && compinit -u -D
      shown() { print -r -- \"<\$BUFFER>\" }; zle -N shown; bindkey '^X' shown; print ready-\$((40+2))"
    zpty -r shell seen '*ready-42*'
    zpty -n -w shell "$2"$'\t\x18'
    zpty -r shell seen '*<openclaw*>*'
    print -r -- ${${seen##*<}%%>*}
    zpty -d shell
    """#

  private func remove() {
    do { try FileManager.default.removeItem(at: home) } catch { Issue.record(error) }
  }
}

import TestSupport
import Testing

@Suite("Installing a gateway", .whereHostsBoot, .host, .serialized)
struct InstallTests {
  @Test("one command on a fresh machine leaves a gateway that is enabled, ready and answers") func fresh() async throws
  {
    let host = try BootedHost.current
    let answer = try await host.openclaw("gateway install")
    #expect(answer.status == 0 && answer.ok == true && answer.result == "installed", "\(answer)")
    #expect(try await host.unit("default", "UnitFileState") == "enabled")
    #expect(try await host.unit("default", "ActiveState") == "active")
    #expect(try await host.unit("default", "StatusText").contains("18789"))
    #expect(try await host.openclaw("gateway health").ok == true)
    #expect(try await host.run("stat -c %a ~/.openclaw ~/.openclaw/openclaw.json").line == "700\n600")
  }

  @Test("a second time nothing changes, and it says so") func twice() async throws {
    let host = try BootedHost.current
    _ = try await host.install("twice")
    let (before, process) = (try await host.tree(withTimes: true), try await host.mainProcess("twice"))
    let answer = try await host.openclaw("--profile twice gateway install")
    #expect(answer.status == 0 && answer.result == "already-installed", "\(answer)")
    let after = try await host.tree(withTimes: true)
    #expect(after.symmetricDifference(before) == [])
    #expect(try await host.mainProcess("twice") == process)
  }

  @Test("another port is told as a difference, and --force puts it in place") func anotherPort() async throws {
    let host = try BootedHost.current
    _ = try await host.install("moved")
    let process = try await host.mainProcess("moved")
    let answer = try await host.run("openclaw --profile moved gateway install --port 21000")
    #expect((answer.output + answer.errors).contains("21000"), "\(answer)")
    #expect((answer.output + answer.errors).contains("gateway install --force --port 21000"), "\(answer)")
    #expect(try await host.mainProcess("moved") == process)
    let forced = try await host.openclaw("--profile moved gateway install --port 21000 --force")
    #expect(forced.result == "installed" && forced.port == 21000, "\(forced)")
    let status = try await host.openclaw("--profile moved gateway status")
    #expect(status.gateway.port == 21000 && !status.warningCodes.contains("port-differs"), "\(status)")
    #expect(try await host.run("openclaw --profile moved config get gateway.port").line == "21000")
  }

  @Test("--dry-run names the changes and makes none") func dryRun() async throws {
    let host = try BootedHost.current
    let before = try await host.tree(withTimes: true)
    let answer = try await host.openclaw("--profile planned gateway install --dry-run")
    #expect(answer.status == 0 && answer.result == "planned" && !answer.document.changes.items.isEmpty, "\(answer)")
    let after = try await host.tree(withTimes: true)
    #expect(after.symmetricDifference(before) == [])
  }

  @Test("systemd finds nothing to say about the unit, hardened or not", arguments: ["", "--hardened"])
  func verified(hardening: String) async throws {
    let host = try BootedHost.current
    let file = "/home/alice/openclaw-gateway-verified.service"
    let render = "openclaw --profile verified gateway render --manager systemd-user \(hardening) >\(file)"
    let answer = try await host.run("\(render) && systemd-analyze --user verify \(file)")
    #expect(answer.succeeded && answer.output.isEmpty && answer.errors.isEmpty, "\(answer)")
  }

  @Test("a hardened gateway runs and answers") func hardened() async throws {
    let host = try BootedHost.current
    let answer = try await host.openclaw("--profile hard gateway install --hardened")
    #expect(answer.status == 0, "\(answer)")
    #expect(try await host.unit("hard", "NoNewPrivileges") == "yes")
    #expect(try await host.openclaw("--profile hard gateway health").ok == true)
    #expect(try await host.openclaw("--profile hard gateway install --force").result == "installed")
    #expect(try await host.unit("hard", "NoNewPrivileges") == "yes")
  }

  @Test("a drop-in that systemd has not read yet is told by status, and read by install --force") func unreadDropIn()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.install("dropin")
    let folder = "~/.config/systemd/user/\(SystemdHost.unitName("dropin")).d"
    try #require(await host.run("mkdir -p \(folder) && printf '[Service]\\nNice=5\\n' >\(folder)/nice.conf").succeeded)
    let warned = try await host.openclaw("--profile dropin gateway status")
    #expect(warned.warningCodes.contains("needs-reload"), "\(warned)")
    let forced = try await host.openclaw("--profile dropin gateway install --force")
    #expect(forced.result == "installed", "\(forced)")
    #expect(try await host.unit("dropin", "NeedDaemonReload") == "no")
    #expect(try await host.unit("dropin", "Nice") == "5")
  }

  @Test("no secret is in the unit, in any command line or in the journal") func secrets() async throws {
    let host = try BootedHost.current
    try #require(await host.run("umask 077; echo canary-4711 >~/token").succeeded)
    let answer = try await host.openclaw("--profile canary gateway install --token-file ~/token")
    #expect(answer.status == 0, "\(answer)")
    #expect(try await host.openclaw("--profile canary gateway health").ok == true)
    // The pattern is no match for itself in the command line of this very search.
    let search = """
      cat /proc/[0-9]*/cmdline | grep -a 'canary-471[1]'
      journalctl --sync; journalctl | grep 'canary-471[1]'
      grep -rl 'canary-471[1]' /home/alice /etc/systemd | sort
      """
    let found = try await host.run(search, as: .root)
    #expect(found.output == "/home/alice/.openclaw-canary/openclaw.json\n/home/alice/token\n", "\(found)")
  }
}

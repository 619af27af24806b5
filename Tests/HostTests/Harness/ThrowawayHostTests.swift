import Foundation
import TestSupport
import Testing

@Suite("Throwaway host", .whereHostsBoot, .emptyHost, .serialized)
struct ThrowawayHostTests {
  @Test("a notify service is up when its start returns") func readiness() async throws {
    let host = try BootedHost.current
    try await host.addNotifyService()
    #expect(try await host.run("systemctl --user start greeter").succeeded)
    #expect(try await host.run("systemctl --user show -P StatusText greeter").line == "good morning")
  }

  @Test("an enabled service is back after a reboot and after a power cut, with nobody logged in") func reboot()
    async throws
  {
    let host = try BootedHost.current
    try await host.addNotifyService()
    #expect(try await host.run("systemctl --user enable greeter").succeeded)
    try await host.reboot()
    #expect(try await host.run("systemctl --user is-active greeter").line == "active")
    try await host.cutPower()
    #expect(try await host.run("systemctl --user is-active greeter").line == "active")
  }

  @Test("someone who does not linger has a manager only while logged in") func logout() async throws {
    let host = try BootedHost.current
    #expect(try await host.run("systemctl --user show", as: .bob).errors.contains("Failed to connect to bus"))
    let session = try await host.logIn("bob")
    #expect(try await host.run("systemctl --user is-system-running --wait", as: .bob).line == "running")
    try await session.logOut()
    #expect(try await !host.run("systemctl --user is-system-running", as: .bob).succeeded)
  }

  @Test("a command that hangs ends at its limit") func limit() async throws {
    let host = try BootedHost.current
    await #expect(throws: CommandError.self) { try await host.run("exec sleep infinity", within: .seconds(1)) }
  }

  @Test("two hosts are up at once, and nothing of the one discarded is left") func discarding() async throws {
    let first = try BootedHost.current
    let second = try await SystemdHost()
    let leader = await second.path("")
    #expect(FileManager.default.fileExists(atPath: leader))
    try await second.discard()
    #expect(!FileManager.default.fileExists(atPath: leader))
    #expect(try await first.run("systemctl is-system-running", as: .root).line == "running")
  }
}

extension SystemdHost {
  /// Gives alice a service, `greeter`, that says when it is ready.
  fileprivate func addNotifyService() async throws {
    let folder = "/home/alice/.config/systemd/user"
    let unit = """
      [Service]
      Type=notify
      NotifyAccess=all
      ExecStart=/bin/sh -c 'systemd-notify --ready --status="good morning"; exec sleep infinity'
      [Install]
      WantedBy=default.target
      """
    _ = try await run("mkdir -p \(folder)")
    try unit.write(toFile: path("\(folder)/greeter.service"), atomically: false, encoding: .utf8)
    _ = try await run("systemctl --user daemon-reload")
  }
}

import TestSupport
import Testing

@Suite("Logging out", .whereHostsBoot, .host, .serialized)
struct LogoutTests {
  @Test("without lingering the gateway ends with the login, and install has warned") func withoutLingering()
    async throws
  {
    let host = try BootedHost.current
    let session = try await host.logIn("bob")
    let answer = try await host.install("default", as: .bob)
    #expect(answer.warningCodes == ["linger-off"], "\(answer)")
    #expect(
      answer.document.warnings.items.first?.hint.text?.contains("gateway install --enable-linger") == true, "\(answer)")
    #expect(try await host.openclaw("gateway status", as: .bob).linger == "no")
    try await session.logOut()
    #expect(try await host.run("pgrep -u bob", as: .root).output.isEmpty)
  }

  @Test("repeating the install with --enable-linger turns lingering on") func lingeringLater() async throws {
    let host = try BootedHost.current
    let session = try await host.logIn("bob")
    _ = try await host.install("later", as: .bob)
    let answer = try await host.openclaw("--profile later gateway install --enable-linger", as: .bob)
    #expect(answer.status == 0 && answer.linger == "yes" && answer.warningCodes.isEmpty, "\(answer)")
    #expect(try await host.run("loginctl show-user bob -P Linger", as: .root).line == "yes")
    _ = try await host.openclaw("--profile later gateway uninstall", as: .bob)
    try #require(await host.run("loginctl disable-linger bob", as: .root).succeeded)
    try await session.logOut()
  }

  @Test("with --enable-linger it stays, and uninstall turns lingering off again") func withLingering() async throws {
    let host = try BootedHost.current
    let session = try await host.logIn("bob")
    let answer = try await host.openclaw("--profile stays gateway install --enable-linger", as: .bob)
    #expect(answer.status == 0 && !answer.warningCodes.contains("linger-off"), "\(answer)")
    let process = try await host.mainProcess("stays", as: .bob)
    try await session.logOut(lingering: true)
    #expect(try await host.mainProcess("stays", as: .bob) == process)
    #expect(try await host.openclaw("--profile stays gateway health", as: .bob).ok == true)
    _ = try await host.openclaw("gateway uninstall", as: .bob)
    #expect(try await host.openclaw("--profile stays gateway uninstall", as: .bob).status == 0)
    #expect(try await host.run("loginctl show-user bob -P Linger", as: .root).line != "yes")
  }
}

@Suite("Without a user manager", .whereHostsBoot, .host)
struct NoUserManagerTests {
  @Test("install of someone who never logged in is refused with a code and the remedy, and writes nothing")
  func neverLoggedIn() async throws {
    let host = try BootedHost.current
    let before = try await host.tree("/home/bob", withTimes: true)
    let answer = try await host.openclaw("gateway install", as: .bob)
    #expect(answer.status == 8 && answer.code == "user-manager-unreachable", "\(answer)")
    #expect(answer.step != .null && !answer.document.hints.items.isEmpty, "\(answer)")
    let after = try await host.tree("/home/bob", withTimes: true)
    #expect(after.symmetricDifference(before) == [])
  }

  @Test("status says so and exits with 0") func status() async throws {
    let host = try BootedHost.current
    let answer = try await host.openclaw("gateway status", as: .bob)
    #expect(answer.status == 0 && answer.service.manager.available == false, "\(answer)")
  }
}

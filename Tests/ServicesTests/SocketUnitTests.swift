import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("The socket unit of a gateway") struct SocketUnitTests {
  private func text(_ definition: ServiceDefinition) throws -> String {
    try SocketUnitFile.text(of: definition, template: SocketUnitFile.embeddedTemplate(definition.scope))
  }

  @Test("it listens where the gateway would, under the gateway's name, and starts with the sockets")
  func content() throws {
    let file = UnitFile(try text(.sampleWithSocket))
    #expect(file.values("Socket", "ListenStream") == ["127.0.0.1:18789", "[::1]:18789"])
    #expect(file.value("Socket", "FileDescriptorName") == "gateway")
    #expect(file.values("Install", "WantedBy") == ["sockets.target"])
    #expect(file.value("X-OpenClaw", "Profile") == "rescue" && file.value("X-OpenClaw", "Port") == "18789")
  }

  @Test("the two scopes differ in the scope alone") func scopes() throws {
    var system = ServiceDefinition.sampleWithSocket
    system.scope = .system
    let user = try text(.sampleWithSocket).split(separator: "\n")
    let changed = try text(system).split(separator: "\n").filter { !user.contains($0) }
    #expect(changed == ["Scope=system"])
  }

  @Test("the service takes its sockets and is enabled with it, or knows of none", arguments: ServiceScope.allCases)
  func service(_ scope: ServiceScope) throws {
    var definition = ServiceDefinition.sampleWithSocket
    definition.scope = scope
    let unit = try definition.installed()
    #expect(unit.file.value("Service", "Sockets") == "openclaw-gateway-rescue.socket")
    #expect(unit.file.value("Install", "Also") == "openclaw-gateway-rescue.socket")
    #expect(InstalledDefinition.unit(unit).isSocketActivated)
    let plain = try ServiceDefinition.sample(scope: scope).installed()
    #expect(plain.file.value("Service", "Sockets") == nil && plain.file.value("Install", "Also") == nil)
    #expect(!InstalledDefinition.unit(plain).isSocketActivated)
  }

  @Test("where an installed one listens is read from its file") func installed() throws {
    try withScratch { home in
      let file = SocketUnitFile(of: Profile(.named("rescue"), home: home), scope: .user)
      #expect(try file.installedAddresses() == nil)
      try place(try text(.sampleWithSocket), at: file.path)
      #expect(try file.installedAddresses() == ["127.0.0.1:18789", "[::1]:18789"])
      #expect(file.path.lastComponent == "openclaw-gateway-rescue.socket")
    }
  }
}

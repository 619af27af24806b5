import CLinux
import Configuration
import Glibc
import Platform
import Profiles
import Services
import TestSupport
import Testing

@testable import Doctor

@Suite("Snapshots of a scratch home") struct SnapshotCollectorTests {
  private func snapshot(
    _ home: AbsolutePath, _ change: (inout SnapshotRequest) -> Void = { _ in }
  ) throws -> HostSnapshot {
    var request = SnapshotRequest(
      profile: Profile(.named("zrescue"), home: home), account: .scratch(home), environment: Environment())
    request.url = "ws://127.0.0.1:1"
    change(&request)
    return try SnapshotCollector.snapshot(request)
  }

  @Test("every fact is there in time, and a closed port is a fact")
  func complete() throws {
    try withScratch { home throws in
      let snapshot = try snapshot(home)
      #expect(snapshot.incomplete == [] && snapshot.installed == nil && snapshot.state == .notInstalled)
      guard case .failed("connection-refused", _) = snapshot.probe?.outcome else { throw Unexpected(snapshot) }
      #expect(snapshot.probe?.isReachable == false && snapshot.listeners != nil && snapshot.otherServices == [])
    }
  }

  @Test("what is not asked for is not looked up")
  func noProbe() throws {
    try withScratch { home throws in
      let snapshot = try snapshot(home) { $0.probes = false }
      #expect(snapshot.probe == nil && snapshot.incomplete == [])
    }
  }

  @Test("a unit that says where its config is has that one read as the service's")
  func serviceConfiguration() throws {
    try withScratch { home throws in
      let elsewhere = home.appending("elsewhere")
      var definition = ServiceDefinition.sample(.named("zrescue"), home: home)
      definition.profile = Profile(.named("zrescue"), home: home, stateDirectory: elsewhere)
      try place(try definition.text(), at: definition.profile.userUnitPath)
      let snapshot = try snapshot(home)
      #expect(snapshot.serviceConfiguration.path == elsewhere.appending("openclaw.json"))
      #expect(snapshot.commandConfiguration.path == home.appending(".openclaw-zrescue/openclaw.json"))
    }
  }

  @Test("other services of the account and a cut-off plan are seen")
  func others() throws {
    try withScratch { home throws in
      try place("[Service]\nExecStart=/opt/openclaw gateway\n", at: home.appending(".config/systemd/user/mine.service"))
      try place("", at: Profile(.named("zrescue"), home: home).planJournal)
      let snapshot = try snapshot(home)
      #expect(snapshot.otherServices.map(\.unit) == ["mine.service"] && snapshot.interruptedPlan == .user)
    }
  }

  @Test("secrets are shown where it is known who listens, or to the URL they were given for") func credentials() throws
  {
    try withScratch { home throws in
      let profile = Profile(.named("zrescue"), home: home)
      try place("{gateway: {mode: 'local', port: 18789, auth: {token: 'own'}}}", at: profile.configPath)
      var request = SnapshotRequest(profile: profile, account: .scratch(home), environment: Environment())
      let unreadable = ListenersFact.failed(SystemError(code: 13, call: "open"))
      for (listeners, isKnown) in [(nil, false), (unreadable, false), (.found([]), true)] as [(ListenersFact?, Bool)] {
        request.url = nil
        let collector = try SnapshotCollector(request)
        let target = try #require(collector.target)
        #expect(collector.credentials(for: target, listeners)?.token?.secret == (isKnown ? Secret("own") : nil))
        #expect((collector.credentials(for: target, listeners) == nil) == !isKnown)
        request.url = "ws://127.0.0.1:1"
        let other = try SnapshotCollector(request)
        #expect(other.credentials(for: target, listeners) == ClientCredentials(only: CredentialFlags()))
      }
    }
  }

  @Test("a home directory that hangs leaves a snapshot that says so, in time") func hangingHome() throws {
    try withScratch { home throws in
      var ends: [Int32] = [-1, -1]
      try checked("pipe2") { pipe2(&ends, O_CLOEXEC) }
      let (reader, writer) = (ends[0], ends[1])
      let request = SnapshotRequest(
        profile: Profile(.default, home: home), account: .scratch(home), environment: Environment())
      let snapshot = try SnapshotCollector.snapshot(request, deadline: .after(.milliseconds(50))) {
        () throws(SystemError) in
        var byte: UInt8 = 0
        read(reader, &byte, 1)
        return try SnapshotCollector(request)
      }
      close(writer)
      #expect(
        snapshot.incomplete == ["config", "service", "linger", "port", "rpc", "services", "log", "drift"])
      #expect(snapshot.state == nil && snapshot.installed == nil)
      #expect(snapshot.serviceConfiguration.issues.first?.text(home: home).contains("timed out") == true)
    }
  }

  @Test("the whole takes 3 seconds at most, 5 when deep")
  func limits() throws {
    try withScratch { home throws in
      var request = SnapshotRequest(
        profile: Profile(.default, home: home), account: .scratch(home), environment: Environment())
      #expect(request.timeLimit == .seconds(3))
      request.isDeep = true
      #expect(request.timeLimit == .seconds(5))
    }
  }
}

private struct Unexpected: Error {
  let snapshot: HostSnapshot
  init(_ snapshot: HostSnapshot) { self.snapshot = snapshot }
}

import Platform
import TestSupport
import Testing

@testable import Services

@Suite("What commands and supervisor say to each other") struct SupervisorRequestTests {
  @Test("a request comes back as it was sent", arguments: SupervisorRequest.Verb.allCases)
  func request(_ verb: SupervisorRequest.Verb) {
    let request = SupervisorRequest(verb, unit: "openclaw-gateway.service")
    #expect(SupervisorRequest(line: request.line.dropLast()) == request)
    #expect(request.line.last == 0x0A && request.line.dropLast().firstIndex(of: 0x0A) == nil)
  }

  @Test(
    "what is no request is none",
    arguments: [
      "", "{}", "no", #"{"version":2,"verb":"start","unit":"a.service"}"#,
      #"{"version":1,"verb":"burn","unit":"a.service"}"#, #"{"version":1,"verb":"start"}"#,
      #"{"version":1,"verb":"start","unit":"../a.service"}"#, #"{"version":1,"verb":"start","unit":"a"}"#,
    ])
  func refused(_ line: String) { #expect(SupervisorRequest(line: Array(line.utf8)) == nil) }

  @Test(
    "a status comes back as it was sent",
    arguments: [
      ServiceStatus(state: .notInstalled),
      ServiceStatus(
        state: .running, isEnabled: true, processID: 7, restarts: 2, since: Timestamp(milliseconds: 5),
        statusText: "a \"b\"\nc", run: ServiceRun(id: "ab", processID: 7, start: Timestamp(milliseconds: 4))),
      ServiceStatus(
        state: .gaveUp, lastExit: .killed(signal: 6, dumped: true), lastExitTime: Timestamp(milliseconds: 9),
        result: "core-dump", restarts: 4),
      ServiceStatus(state: .configurationRejected, lastExit: .exited(78), result: "exit-code"),
    ])
  func status(_ status: ServiceStatus) {
    let line = SupervisorReply.status(status).line
    #expect(SupervisorReply(line: line.dropLast()) == .status(status))
    #expect(line.dropLast().firstIndex(of: 0x0A) == nil)
  }

  @Test("a refusal comes back as it was sent") func refusal() {
    let refusal = SupervisorReply.refused(code: "no-such-unit", message: "there is none")
    #expect(SupervisorReply(line: refusal.line.dropLast()) == refusal)
    #expect(SupervisorReply(line: Array("{}".utf8)) == nil)
  }
}

@Suite("Records of runs") struct RunRecordTests {
  @Test("a record comes back as it was written, in its own life of the machine only") func roundTrip() throws {
    try withScratch { home in
      let places = SupervisorPlaces(home: home)
      for directory in places.directories { try Files.makeDirectory(directory, mode: 0o700) }
      var record = RunRecord(unit: "a.service", machineLife: "boot 1", isWanted: true)
      record.run = "0123"
      record.process = ProcessIdentity(processIdentifier: 71, startTicks: 12345)
      record.start = Timestamp(milliseconds: 99)
      record.isReady = true
      record.restarts = 3
      try record.write(in: places)
      #expect(try RunRecord.read(of: "a.service", in: places, machineLife: "boot 1") == record)
      #expect(try RunRecord.read(of: "a.service", in: places, machineLife: "boot 2") == nil)
      #expect(try RunRecord.read(of: "b.service", in: places, machineLife: "boot 1") == nil)
      try place("{", at: places.record(of: "a.service"))
      #expect(try RunRecord.read(of: "a.service", in: places, machineLife: "boot 1") == nil)
    }
  }
}

@Suite("The choice of the manager") struct ServiceManagerKindTests {
  @Test("systemd where it runs and for the system's services, else the supervisor, and a person has the last word")
  func choice() {
    #expect(ServiceManagerKind.chosen(nil, scope: .user, isBooted: true) == .systemd)
    #expect(ServiceManagerKind.chosen(nil, scope: .user, isBooted: false) == .supervisor)
    #expect(ServiceManagerKind.chosen(nil, scope: .system, isBooted: false) == .systemd)
    #expect(ServiceManagerKind.chosen(.supervisor, scope: .user, isBooted: true) == .supervisor)
    #expect(ServiceManagerKind.chosen(.systemd, scope: .user, isBooted: false) == .systemd)
  }
}

import JSON
import Platform
import Profiles
import Services
import Testing

@testable import CommandLineTool
@testable import Doctor

@Suite("The status document against docs/json.md") struct StatusSchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout SnapshotSample) throws -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout SnapshotSample) throws -> Void) {
      testDescription = description
      self.change = change
    }
  }

  static let cases = [
    Case("healthy") { _ in },
    Case("not installed, no manager") {
      $0.scope = nil
      $0.manager = .unreachable(.noServiceManager)
      $0.lingers = nil
      $0.hasDrifted = nil
    },
    Case("gave up, with its last lines") {
      $0.manager = .answered(.gaveUp)
      $0.probe = .failed
      $0.lastRun = LastRun(entries: [LastRun.Line("fatal")], source: .file)
    },
    Case("refused credentials") { $0.probe = .refused },
    Case("no health") { $0.probe?.health = .failed(code: "method-error", message: "no") },
    Case("no status") { $0.probe = .sample(.declined(code: "method-error", message: "no", isAdmitted: true)) },
    Case("not probed, not asked, nothing in time") {
      $0.probe = nil
      $0.manager = .unasked
      $0.listeners = nil
      $0.incomplete = ["service", "port", "services", "log"]
    },
    Case("system scope with a twin and other services") {
      $0.scope = .system
      $0.twin = try SnapshotSample.installed($0.profile, .system)
      let path = SnapshotSample.home.appending("x")
      $0.otherServices = [
        .init(kind: .legacy, unit: "a.service", path: path, scope: .user),
        .init(kind: .extra, unit: "b.service", path: path, scope: .system),
      ]
    },
    Case("a broken config that differs from the service's") {
      $0.config = "{gateway: {port: 'x', prot: 1}}"
      $0.serviceConfig = ("other.json", "{gateway: {port: 20000}}")
      $0.variables = ["OPENCLAW_GATEWAY_PORT": "21000"]
    },
    Case("a base too high for its family") { $0.unitPort = Port(65_500) ?? $0.unitPort },
    Case("a custom bind") { $0.config = "{gateway: {bind: 'custom', customBindHost: '192.0.2.7'}}" },
    Case("a gateway in the foreground, on WSL 2 without systemd") {
      $0.scope = nil
      $0.manager = .answered(.absent)
      $0.runningGateway = .inForeground(
        RunningProcess(processIdentifier: 7, command: "openclaw-gatewa", arguments: ["gateway"], userID: 1000))
      $0.machine = MachineFacts(isBooted: false, kernelRelease: "5.15.153.1-microsoft-standard-WSL2")
    },
    Case("killed, with everything systemd counts") {
      $0.manager = .answered(.killed)
      $0.hasDrifted = true
      $0.interruptedPlan = .user
    },
  ]

  @Test("every key is in the table with its type, and every key of the table is there", arguments: cases)
  func schema(_ given: Case) throws {
    var sample = SnapshotSample()
    try given.change(&sample)
    let document = JSONObject.document(ok: true, try sample.report().json)
    #expect(try StatusSchema().violations(in: document) == [])
  }

  @Test("every optional key is seen in one case at least") func optional() throws {
    let documents = try Self.cases.map { given in
      var sample = SnapshotSample()
      try given.change(&sample)
      return try sample.report().json
    }
    for row in try StatusSchema().rows where row.isOptional {
      let keys = row.path.split(separator: ".").map(String.init)
      let isSeen = documents.contains { document in
        keys.reduce(JSONValue.object(document) as JSONValue?) { $0?[$1] } != nil
      }
      #expect(isSeen, "\(row.path)")
    }
  }

  @Test("the table has the rows it is known to have, and the states are those of the service managers") func table()
    throws
  {
    let schema = try StatusSchema()
    #expect(schema.rows.count >= 30 && schema.rows.contains { $0.path == "service.runtime" })
    #expect(schema.states == Set(ServiceState.allCases.map(\.rawValue) + ["unknown"]))
  }

  @Test("a document that is not as the table says is caught") func catches() throws {
    let schema = try StatusSchema()
    let good = JSONObject.document(ok: true, try SnapshotSample().report().json)
    var document = good
    document["state"] = nil
    document["extra"] = 1
    document["overrides"] = "x"
    document["scope"] = "galaxy"
    document["logs"] = ["journal": "x"]
    document["warnings"] = [["code": "x"]]
    var service = try #require(document["service"]?.objectValue)
    service["label"] = nil
    document["service"] = .object(service)
    #expect(schema.violations(in: good) == [])
    #expect(schema.violations(in: document).count == 7)
  }
}

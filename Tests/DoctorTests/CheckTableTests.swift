import Testing

@testable import Doctor

@Suite("The table of checks") struct CheckTableTests {
  @Test("every id is one stable word that occurs once") func ids() {
    let ids = CheckTable.doctor.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil })
    let audited = CheckTable.security.map(\.id)
    #expect(Set(audited).count == audited.count && Set(audited).isDisjoint(with: ids))
    #expect(audited.allSatisfy { $0.wholeMatch(of: /[a-z0-9_]+(\.[a-z0-9_]+)+/) != nil })
  }

  @Test("every summary is a sentence without a final stop, fit for a table", arguments: CheckTable.all.map(\.id))
  func summaries(_ id: String) throws {
    let check = try #require(CheckTable.all.first { $0.id == id })
    for text in [check.summary, check.cure].compactMap({ $0 }) {
      #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("|") && !text.contains("\n"))
    }
  }

  @Test("on a host on which everything is well nothing is found, and every check has looked") func healthy() throws {
    let diagnosis = Diagnosis(CheckTable.doctor, of: try Patient().examination())
    #expect(diagnosis.findings == [] && diagnosis.skipped == [] && diagnosis.isHealthy)
    #expect(diagnosis.ran == CheckTable.doctor.map(\.id))
  }

  @Test("checks are chosen by id, and leaving out wins") func selection() {
    let chosen = CheckTable.select(CheckTable.doctor, only: ["linger", "config-open"], skipping: ["linger"])
    #expect(chosen.map(\.id) == ["config-open"])
    #expect(CheckTable.select(CheckTable.doctor).count == CheckTable.doctor.count)
  }

  @Test("a check whose facts were not there in time is skipped and says which", arguments: Examination.Fact.allCases)
  func skipped(_ fact: Examination.Fact) throws {
    var patient = try Patient()
    patient.change = { $0.missing = [fact] }
    let diagnosis = Diagnosis(CheckTable.doctor, of: try patient.examination())
    #expect(diagnosis.findings == [])
    #expect(diagnosis.skipped.map(\.check) == CheckTable.doctor.filter { $0.needs.contains(fact) }.map(\.id))
    #expect(diagnosis.skipped.allSatisfy { $0.missing == [fact.rawValue] })
  }

  @Test("a finding never shows a secret", arguments: ["config", "unit", "variable"]) func secrets(_ place: String)
    throws
  {
    var patient = try Patient()
    switch place {
    case "config": patient.config = "{gateway: {auth: {mode: 7, token: 'canary', password: ['canary']}}}"
    case "unit": patient.unitText = patient.unitText?.replacing("GATEWAY_TOKEN=", with: "GATEWAY_TOKEN=canary")
    default: patient.variables = ["OPENCLAW_GATEWAY_TOKEN": "canary2"]
    }
    let findings = try patient.findings()
    #expect(!findings.isEmpty && !findings.map { "\($0)" }.joined().contains("canary"))
  }
}

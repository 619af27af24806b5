import CommandTree
import Configuration
import Doctor
import JSON
import Platform
import Profiles
import Services

/// The list of profiles.
struct ProfilesReport: Report {
  struct Row {
    let surveyed: SurveyedProfile
    let status: ServiceStatus?
    let overlaps: [Overlap]

    init(_ surveyed: SurveyedProfile, others: [SurveyedProfile], status: ServiceStatus?) {
      self.surveyed = surveyed
      self.status = status
      overlaps = others.filter { $0.profile.name != surveyed.profile.name }.flatMap { Overlap.between(surveyed, $0) }
    }

    var state: String { surveyed.installed == nil ? "not-installed" : status?.state.rawValue ?? "unknown" }
  }

  /// Ports that two profiles would both use.
  struct Overlap: Hashable {
    let other: ProfileName
    let kind: String
    let ports: String

    static func between(_ one: SurveyedProfile, _ other: SurveyedProfile) -> [Overlap] {
      guard let mine = one.ports, let theirs = other.ports else { return [] }
      let collisions = mine.collisions(with: theirs).map {
        Overlap(other: other.profile.name, kind: "collision", ports: "\($0.port)")
      }
      let range = mine.overlap(with: theirs).map {
        [Overlap(other: other.profile.name, kind: "cdp-overlap", ports: "\($0.lowerBound)-\($0.upperBound)")]
      }
      return collisions + (range ?? [])
    }
  }

  let home: AbsolutePath
  let rows: [Row]

  var json: JSONObject { ["action": "profiles list", "profiles": .array(rows.map { .object(Self.json($0)) })] }

  private static func json(_ row: Row) -> JSONObject {
    let profile = row.surveyed.profile
    var json: JSONObject = ["name": .string(profile.name.text)]
    json.add("stateDir", profile.stateDirectory.string)
    json.add("config", profile.configPath.string)
    json.add("port", row.surveyed.port?.number)
    json.add("portSource", source(row.surveyed))
    json["ports"] = row.surveyed.ports.map { .object($0.json) }
    json.add("unit", row.surveyed.installed?.definition.agent == nil ? profile.unitName : profile.launchdLabel)
    json.add("scope", row.surveyed.installed?.scope.rawValue ?? "none")
    json.add("state", row.state)
    json.add("pid", row.status?.processID)
    json["overlaps"] = .array(
      row.overlaps.map {
        ["profile": .string($0.other.text), "kind": .string($0.kind), "ports": .string($0.ports)]
      })
    return json
  }

  private static func source(_ surveyed: SurveyedProfile) -> String? {
    if surveyed.installed?.definition.port != nil { return "service args" }
    if surveyed.configuration.configuration.port != nil { return "gateway.port" }
    return surveyed.port == nil ? nil : "default"
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    if rows.isEmpty { text.fact("No profile yet. Set one up: openclaw setup") }
    let names = rows.map(\.surveyed.profile.name.text.count).max() ?? 0
    for row in rows {
      let profile = row.surveyed.profile
      let name = profile.name.text + String(repeating: " ", count: names - profile.name.text.count)
      let port = row.surveyed.port.map { "port \($0)" } ?? "no port"
      let scope = row.surveyed.installed.map { ", \($0.scope.rawValue) scope" } ?? ""
      let place = profile.stateDirectory.abbreviated(home: home)
      text.fact("\(style.output.paint(name, .heading))  \(row.state)\(scope)  \(port)  \(place)")
      for overlap in row.overlaps {
        text.problem("  \(overlap.kind): ports \(overlap.ports) are also those of profile \(overlap.other)")
      }
    }
    return text
  }
}

import Doctor
import Platform

/// Findings that are mended together, by one plan that is made whole or not at all.
struct RepairGroup: Hashable {
  /// What the plan changes.
  enum Subject: Hashable {
    case interruptedPlan
    case file(AbsolutePath)
    case config
    case service
    case linger
  }

  let subject: Subject
  let findings: [Finding]

  /// The repairs, each once.
  var repairs: [Repair] {
    var seen: Set<Repair> = []
    return findings.compactMap(\.symptom.repair).filter { seen.insert($0).inserted }
  }

  /// The checks that found what is mended, each once.
  var checks: [String] {
    var seen: Set<String> = []
    return findings.map(\.check).filter { seen.insert($0).inserted }
  }

  /// The findings that can be mended, in the order in which that is done: files, then the config, then the service that
  /// reads it.
  static func all(of findings: [Finding]) -> [RepairGroup] {
    var subjects: [Subject] = []
    var members: [Subject: [Finding]] = [:]
    for finding in findings {
      guard let subject = finding.symptom.repair?.subject else { continue }
      if members[subject] == nil { subjects.append(subject) }
      members[subject, default: []].append(finding)
    }
    return subjects.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map { RepairGroup(subject: $0.element, findings: members[$0.element] ?? []) }
  }
}

extension RepairGroup.Subject {
  fileprivate var rank: Int {
    switch self {
    case .interruptedPlan: 0
    case .file: 1
    case .config: 2
    case .service: 3
    case .linger: 4
    }
  }
}

extension Repair {
  fileprivate var subject: RepairGroup.Subject {
    switch self {
    case .takeBack: .interruptedPlan
    case .makeDirectory(let path), .setMode(let path, _): .file(path)
    case .configure, .makeToken: .config
    case .rewriteUnit, .overwriteUnit, .reloadManager, .enable, .start, .restart: .service
    case .linger: .linger
    }
  }
}

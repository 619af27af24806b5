import Foundation
import FuzzTargets
import Testing

@Suite("Seeds of the fuzzer") struct SeedTests {
  /// Where the seeds of all targets are, a directory for each.
  private static let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzzing/seeds")

  @Test("each holds what must hold, whole and without its end", arguments: FuzzTarget.allCases)
  func seeds(of target: FuzzTarget) throws {
    let directory = Self.seeds.appending(path: target.rawValue)
    let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      for count in Set([bytes.count, bytes.count / 2, max(0, bytes.count - 1)]) {
        let finding = target.finding(in: Array(bytes.prefix(count)))
        #expect(finding == nil, "\(file.lastPathComponent), \(count) bytes")
      }
    }
  }
}

import Foundation
import TestSupport
import Testing

/// Gives a suite, or a test, a throwaway host that is up before it begins and gone when it has ended.
struct BootedHost: SuiteTrait, TestTrait, TestScoping {
  @TaskLocal private static var host: SystemdHost?

  let programs: [String]
  var cgroups = SystemdHost.Cgroups.unified
  /// Whether tests are to run without a host where none can be booted.
  var isOptional = false

  /// The host of the test that runs.
  ///
  /// - Throws: when the test has no such trait.
  static var current: SystemdHost {
    get throws { try #require(host, "the test or its suite lacks the trait that boots a host") }
  }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
  ) async throws {
    if isOptional, SystemdHost.obstacle != nil { return try await tests() }
    let host = try await SystemdHost(programs: programs, cgroups: cgroups)
    do {
      try await Self.$host.withValue(host) { try await tests() }
    } catch {
      try await host.discard()
      throw error
    }
    try await host.discard()
  }
}

extension Trait where Self == BootedHost {
  /// A host of its own, with nothing of ours on it.
  static var emptyHost: BootedHost { BootedHost(programs: []) }

  /// A host of its own, with the programs of this build on it.
  static var host: BootedHost { host(cgroups: .unified) }

  /// The same for tests that can do without, where no host can be booted.
  static var hostWherePossible: BootedHost {
    var trait = host
    trait.isOptional = true
    return trait
  }

  /// The same with another layout of control groups.
  static func host(cgroups: SystemdHost.Cgroups) -> BootedHost {
    let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return BootedHost(
      programs: ["openclaw", "openclaw-gateway"].map { folder.appending(path: $0).path }, cgroups: cgroups)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips, with the reason, where no throwaway host can be booted.
  static var whereHostsBoot: ConditionTrait {
    .enabled(if: SystemdHost.obstacle == nil, "\(SystemdHost.obstacle ?? "")")
  }
}

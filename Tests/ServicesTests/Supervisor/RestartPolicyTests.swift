import Services
import Testing

@Suite("When a service is started again") struct RestartPolicyTests {
  /// The table of `Restart=` in systemd.service(5).
  static let table: [(RestartPolicy.Condition, Set<RunResult>)] = [
    (.no, []), (.onSuccess, [.success]),
    (.onFailure, [.exitCode, .signal, .coreDump, .watchdog, .timeout, .protocol, .startLimitHit, .lost]),
    (.onAbnormal, [.signal, .coreDump, .watchdog, .timeout, .protocol, .startLimitHit, .lost]),
    (.onWatchdog, [.watchdog]), (.onAbort, [.signal, .coreDump]), (.always, Set(RunResult.allCases)),
  ]

  @Test("each word of Restart= has its results", arguments: table)
  func condition(_ condition: RestartPolicy.Condition, _ restarted: Set<RunResult>) {
    var policy = RestartPolicy()
    policy.condition = condition
    #expect(Set(RunResult.allCases.filter { policy.restarts(after: $0, .exited(1)) }) == restarted)
  }

  @Test("an end that forbids it is never followed by a start") func prevented() {
    var policy = RestartPolicy()
    policy.condition = .always
    policy.preventing = [.exited(78), .killed(signal: 3, dumped: false)]
    #expect(!policy.restarts(after: .exitCode, .exited(78)))
    #expect(!policy.restarts(after: .signal, .killed(signal: 3, dumped: false)))
    #expect(policy.restarts(after: .coreDump, .killed(signal: 3, dumped: true)))
    #expect(policy.restarts(after: .lost, nil))
  }

  @Test(
    "a run's result is its end's",
    arguments: [
      (.exited(0), .success), (.exited(143), .success), (.exited(1), .exitCode),
      (.killed(signal: 15, dumped: false), .success), (.killed(signal: 13, dumped: false), .success),
      (.killed(signal: 9, dumped: false), .signal), (.killed(signal: 6, dumped: true), .coreDump), (nil, .lost),
    ] as [(ServiceExit?, RunResult)])
  func results(_ exit: ServiceExit?, _ expected: RunResult) {
    var policy = RestartPolicy()
    policy.successes = [.exited(143)]
    #expect(RunResult(exit, policy: policy) == expected)
  }
}

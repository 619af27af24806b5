import Platform

/// Failed attempts by address: remote addresses are locked out, this machine is only answered later.
///
/// Holds no clock: moments are nanoseconds of any monotonic one. Bounded, oldest addresses go first.
package struct AuthenticationBackoff: Sendable {
  /// What counts as too many, and what follows.
  package struct Limits: Sendable {
    /// Failures within the window that lead to a lockout.
    package var failures = 10
    /// How long failures of an address are counted together.
    package var window = Duration.seconds(60)
    /// How long a remote address is shut out.
    package var lockout = Duration.seconds(300)
    /// How long the first refusal is held back; each further one twice as long.
    package var firstDelay = Duration.milliseconds(50)
    /// The longest time a refusal is held back.
    package var longestDelay = Duration.seconds(2)
    /// Addresses that are remembered; the oldest go first.
    package var addresses = 1024

    package init() {}
  }

  private struct Record {
    var failures = 0
    var lastFailure: Int64
  }

  private let limits: Limits
  private var records: [String: Record] = [:]

  package init(limits: Limits = Limits()) { self.limits = limits }

  /// How long an address must still wait; nil when it need not.
  ///
  /// Never for this machine.
  package func lockout(of address: String, isLocal: Bool, at now: Int64) -> Duration? {
    guard !isLocal, let record = records[address], record.failures >= limits.failures else { return nil }
    let left = record.lastFailure + limits.lockout.nanoseconds - now
    return left > 0 ? .nanoseconds(left) : nil
  }

  /// Counts a failure and says how long the refusal should be held back: twice as long each time, up to a bound.
  package mutating func failed(_ address: String, at now: Int64) -> Duration {
    var record = records[address] ?? Record(lastFailure: now)
    if now - record.lastFailure > forgetting(record).nanoseconds { record.failures = 0 }
    record.failures += 1
    record.lastFailure = now
    if records[address] == nil, records.count >= limits.addresses { forgetOldest() }
    records[address] = record
    return min(limits.longestDelay, limits.firstDelay * (1 << min(record.failures - 1, 16)))
  }

  /// An address that has shown the secret starts afresh.
  package mutating func succeeded(_ address: String) { records[address] = nil }

  private func forgetting(_ record: Record) -> Duration {
    record.failures >= limits.failures ? limits.lockout : limits.window
  }

  private mutating func forgetOldest() {
    if let oldest = records.min(by: { $0.value.lastFailure < $1.value.lastFailure }) { records[oldest.key] = nil }
  }
}

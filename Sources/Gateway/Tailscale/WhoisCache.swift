import Platform

/// Who was behind an address, for a while: bounded, the oldest answers go first.
///
/// Holds no clock: moments are nanoseconds of any monotonic one.
struct WhoisCache {
  private struct Entry {
    let login: String?
    let expiry: Int64
  }

  private var entries: [String: Entry] = [:]
  /// How long an answer holds.
  static let lifetime = Duration.seconds(60)
  /// How long it holds that there was none.
  static let failureLifetime = Duration.seconds(5)
  private static let limit = 256

  /// The login behind an address; nil when it must be asked for, and a nil login when asking has just failed.
  func login(of address: String, at now: Int64) -> String?? {
    guard let entry = entries[address], now < entry.expiry else { return nil }
    return .some(entry.login)
  }

  /// Keeps an answer.
  mutating func keep(_ login: String?, of address: String, at now: Int64) {
    if entries[address] == nil, entries.count >= Self.limit,
      let oldest = entries.min(by: { $0.value.expiry < $1.value.expiry })
    {
      entries[oldest.key] = nil
    }
    let lifetime = login == nil ? Self.failureLifetime : Self.lifetime
    entries[address] = Entry(login: login, expiry: now + lifetime.nanoseconds)
  }
}

import Platform
import Testing

@testable import GatewayProtocol

@Suite("Back-off after failed authentication") struct AuthenticationBackoffTests {
  @Test("the answer is held back twice as long each time, up to a bound") func delays() {
    var backoff = AuthenticationBackoff()
    let delays = (0..<8).map { backoff.failed("::1", at: seconds($0)).milliseconds }
    #expect(delays == [50, 100, 200, 400, 800, 1600, 2000, 2000])
  }

  @Test("ten failures lock a remote address out for five minutes") func lockout() {
    var backoff = AuthenticationBackoff()
    for second in 0..<9 { _ = backoff.failed("10.0.0.9", at: seconds(second)) }
    #expect(backoff.lockout(of: "10.0.0.9", isLocal: false, at: seconds(9)) == nil)
    _ = backoff.failed("10.0.0.9", at: seconds(9))
    #expect(backoff.lockout(of: "10.0.0.9", isLocal: false, at: seconds(10)) == .seconds(299))
    #expect(backoff.lockout(of: "10.0.0.8", isLocal: false, at: seconds(10)) == nil)
    #expect(backoff.lockout(of: "10.0.0.9", isLocal: false, at: seconds(309)) == nil)
  }

  @Test("this machine is never locked out") func localIsDelayedOnly() {
    var backoff = AuthenticationBackoff()
    for second in 0..<100 { _ = backoff.failed("127.0.0.1", at: seconds(second)) }
    #expect(backoff.lockout(of: "127.0.0.1", isLocal: true, at: seconds(100)) == nil)
  }

  @Test("a success and a quiet minute both start afresh") func forgiven() {
    var backoff = AuthenticationBackoff()
    for second in 0..<5 { _ = backoff.failed("a", at: seconds(second)) }
    backoff.succeeded("a")
    #expect(backoff.failed("a", at: seconds(6)) == .milliseconds(50))
    #expect(backoff.failed("a", at: seconds(67)) == .milliseconds(50))
  }

  @Test("the memory of addresses is bounded, and the latest stay") func bounded() {
    var limits = AuthenticationBackoff.Limits()
    limits.addresses = 4
    var backoff = AuthenticationBackoff(limits: limits)
    for index in 0..<100 { _ = backoff.failed("host-\(index)", at: seconds(index) / 100) }
    #expect(backoff.failed("host-99", at: seconds(1)) == .milliseconds(100))
    #expect(backoff.failed("host-0", at: seconds(1)) == .milliseconds(50))
  }

  private func seconds(_ count: Int) -> Int64 { Int64(count) * 1_000_000_000 }
}

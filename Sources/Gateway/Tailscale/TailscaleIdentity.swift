import GatewayProtocol
import Glibc
import JSON
import Platform
import Transport

/// Verifies what Tailscale Serve says of a user by asking the machine's own Tailscale: `tailscale whois --json ADDRESS`.
@LoopActor final class TailscaleIdentity {
  private let settings: TailscaleSettings
  private let log: GatewayLog
  private var cache = WhoisCache()
  /// Asking takes up to five seconds, for which no file should have to wait.
  private let thread = WorkThread()

  init(_ settings: TailscaleSettings, log: GatewayLog) {
    self.settings = settings
    self.log = log
  }

  /// Whether the user behind the address is the one that is claimed.
  func verify(_ claim: TailscaleClaim) async -> TailscaleVerdict {
    guard let login = await login(of: claim.address) else { return .refused(.tailscaleWhoisFailed) }
    return login.lowercased() == claim.login.lowercased() ? .verified(login: login) : .refused(.tailscaleMismatch)
  }

  private func login(of address: String) async -> String? {
    if let known = cache.login(of: address, at: MonotonicClock.nanoseconds()) { return known }
    let settings = settings
    let answer = await thread.run { () throws(Never) in Result { () throws(SystemError) in try settings.whois(address) }
    }
    let login: String?
    switch answer {
    case .success(let found): login = found
    case .failure(let error):
      log.warn("tailscale whois cannot be asked: \(error)", subsystem: "tailscale")
      login = nil
    }
    cache.keep(login, of: address, at: MonotonicClock.nanoseconds())
    return login
  }
}

/// How Tailscale is asked; where there are none, its identities do not count.
package struct TailscaleSettings: Hashable, Sendable {
  /// What `tailscale` runs with; it is looked for in its PATH.
  package var environment: Environment
  /// How long an answer may take.
  package var patience = Duration.seconds(5)

  /// The program that this environment's PATH leads to.
  package init(environment: Environment) { self.environment = environment }

  /// The login name of the user behind an address of the tailnet; nil where Tailscale knows none.
  ///
  /// Blocks until the program has ended.
  ///
  /// - Throws: `SystemError`, `ENOENT` when there is no such program.
  func whois(_ address: String) throws(SystemError) -> String? {
    guard let program = try Subprocess.find("tailscale", in: environment.searchPath) else {
      throw SystemError(code: ENOENT, call: "find", subject: "tailscale")
    }
    let result = try Subprocess.run(
      program, ["whois", "--json", address], environment: environment, deadline: .after(patience))
    guard result.termination == .exited(0) else { return nil }
    do { return try JSONReader.read(result.standardOutput)["UserProfile"]?["LoginName"]?.stringValue } catch {
      return nil
    }
  }
}

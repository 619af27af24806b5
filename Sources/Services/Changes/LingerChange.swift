import CSystemd
import Platform

/// Turns an account's lingering on or off, so that its services go on without a login, or end with the last one.
package struct LingerChange: Change {
  /// Whether the account is to linger.
  package let isOn: Bool
  /// The account whose services are meant.
  package let account: Account

  /// A change to an account's lingering.
  package init(on isOn: Bool, for account: Account) {
    self.isOn = isOn
    self.account = account
  }

  package var step: String { isOn ? "enable-linger" : "disable-linger" }

  package var summary: String { "turn lingering \(isOn ? "on" : "off") for \(account.name)" }

  package func undoRecord() throws -> UndoRecord? {
    guard Logind.lingers(account, isBooted: sd_booted() > 0) != isOn else { return nil }
    return ServiceUndoer.record(isOn ? .disableLinger : .enableLinger, of: account)
  }

  package func apply() throws {
    try Logind(deadline: .after(ServiceConnection.patience))
      .setLingering(isOn, userID: account.userID, deadline: .after(ServiceConnection.patience))
    if isOn { try waitForManager() }
  }

  /// logind answers before the account's manager listens.
  private func waitForManager() throws(ServiceManagerError) {
    let deadline = Deadline.after(ServiceConnection.patience)
    while true {
      do {
        _ = try SystemdManager(connecting: .user, userID: account.userID, deadline: deadline)
        return
      } catch {
        if deadline.hasPassed { throw error }
        deadline.pause(.milliseconds(20))
      }
    }
  }
}

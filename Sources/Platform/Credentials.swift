import CLinux
import Glibc

/// Runs work with the rights of another account, so that root writes into a user's home as that user would.
package enum Credentials {
  /// Runs `body` with the account's effective ids and returns to the former ones. Nothing changes when `account` is
  /// nil or already the effective one. Calls `setresgid(2)`, `setgroups(2)` and `setresuid(2)`.
  ///
  /// The ids are those of the whole process: no other thread may work meanwhile.
  package static func assuming<Value>(
    _ account: Account?, _ body: () throws(SystemError) -> Value
  ) throws(SystemError) -> Value {
    guard let account, account.userID != geteuid() else { return try body() }
    let formerUser = geteuid()
    let formerGroup = getegid()
    var formerGroups = [gid_t](repeating: 0, count: 1024)
    let count = try checked("getgroups") { getgroups(Int32(formerGroups.count), &formerGroups) }
    try checked("initgroups", account.name) { initgroups(account.name, account.groupID) }
    try checked("setegid", account.name) { setegid(account.groupID) }
    try checked("seteuid", account.name) { seteuid(account.userID) }
    let result = Result { () throws(SystemError) in try body() }
    try checked("seteuid") { seteuid(formerUser) }
    try checked("setegid") { setegid(formerGroup) }
    try checked("setgroups") { setgroups(Int(count), formerGroups) }
    return try result.get()
  }
}

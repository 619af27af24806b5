import CLinux
import Glibc

/// Runs work with the rights of another account, so that root writes into a user's home as that user would.
package enum Credentials {
  /// Runs `body` with the account's effective ids and returns to the former ones, whatever fails.
  ///
  /// Nothing changes when `account` is nil or already the effective one. The ids are those of the whole process: no
  /// other thread may work meanwhile. Calls `initgroups(3)`, `setegid(2)` and `seteuid(2)`.
  package static func assuming<Value>(
    _ account: Account?, _ body: () throws(SystemError) -> Value
  ) throws(SystemError) -> Value {
    guard let account, account.userID != geteuid() else { return try body() }
    let former = try Identity.current()
    let result = Result { () throws(SystemError) in
      try assume(account)
      return try body()
    }
    try former.assume()
    return try result.get()
  }

  private static func assume(_ account: Account) throws(SystemError) {
    try checked("initgroups", account.name) { initgroups(account.name, account.groupID) }
    try checked("setegid", account.name) { setegid(account.groupID) }
    try checked("seteuid", account.name) { seteuid(account.userID) }
  }

  /// The effective ids of a process.
  private struct Identity {
    let user: uid_t
    let group: gid_t
    let groups: [gid_t]

    static func current() throws(SystemError) -> Identity {
      var groups = [gid_t](repeating: 0, count: Int(try checked("getgroups") { getgroups(0, nil) }))
      let count = try checked("getgroups") { getgroups(Int32(groups.count), &groups) }
      return Identity(user: geteuid(), group: getegid(), groups: Array(groups.prefix(Int(count))))
    }

    /// The user first: only with its rights can the groups be set.
    ///
    /// What is so already needs no rights.
    func assume() throws(SystemError) {
      let now = try Identity.current()
      if now.user != user { try checked("seteuid") { seteuid(user) } }
      if now.group != group { try checked("setegid") { setegid(group) } }
      if now.groups != groups { try checked("setgroups") { setgroups(groups.count, groups) } }
    }
  }
}

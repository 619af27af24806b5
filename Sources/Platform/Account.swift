import CLinux
import Glibc

/// A user account as the system's name service knows it: `passwd(5)`.
package struct Account: Hashable, Sendable {
  /// The login name.
  package let name: String
  /// The user's number.
  package let userID: UInt32
  /// The number of the user's own group.
  package let groupID: UInt32
  /// The home directory; the root when the entry has none that is absolute.
  package let home: AbsolutePath

  /// An account from its parts.
  package init(name: String, userID: UInt32, groupID: UInt32, home: AbsolutePath) {
    self.name = name
    self.userID = userID
    self.groupID = groupID
    self.home = home
  }

  /// The account with a numeric id, nil when there is none: `getpwuid_r(3)`.
  package static func withID(_ userID: UInt32) throws(SystemError) -> Account? {
    try lookUp("getpwuid_r", "\(userID)") { getpwuid_r(userID, $0, $1, $2, $3) }
  }

  /// The account with a name, nil when there is none: `getpwnam_r(3)`.
  package static func named(_ name: String) throws(SystemError) -> Account? {
    try lookUp("getpwnam_r", name) { getpwnam_r(name, $0, $1, $2, $3) }
  }

  /// The effective user id of this process: `geteuid(2)`.
  package static var effectiveUserID: UInt32 { geteuid() }

  typealias Query = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  /// Asks with more room as long as the entry does not fit, up to 1 MiB.
  static func lookUp(_ call: String, _ subject: String, _ query: Query) throws(SystemError) -> Account? {
    var capacity = 1024
    while capacity <= 1 << 20 {
      let (code, account) = attempt(capacity, query)
      switch code {
      case 0: return account
      case EINTR: continue
      case ERANGE: capacity *= 4
      // getpwnam(3), "Errors": these two also say that the name was not found.
      case ENOENT, ESRCH: return nil
      default: throw SystemError(code: code, call: call, subject: subject)
      }
    }
    throw SystemError(code: ERANGE, call: call, subject: subject)
  }

  private static func attempt(_ capacity: Int, _ query: Query) -> (Int32, Account?) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      var entry = passwd()
      var result: UnsafeMutablePointer<passwd>?
      guard let base = buffer.baseAddress else { return (ENOMEM, nil) }
      let code = query(&entry, base, capacity, &result)
      guard code == 0, result != nil, let name = entry.pw_name, let directory = entry.pw_dir else { return (code, nil) }
      let home = AbsolutePath(String(cString: directory)) ?? .root
      return (0, Account(name: String(cString: name), userID: entry.pw_uid, groupID: entry.pw_gid, home: home))
    }
  }
}

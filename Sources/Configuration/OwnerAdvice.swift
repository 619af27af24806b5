import Platform

/// Command lines that close a file to others, or give it to whom it belongs.
///
/// None of them follows a link: it may lead to a file that is nobody's business, and root may run the command.
package enum OwnerAdvice {
  /// Gives a file to the account with whose rights it was to be read.
  static func giving(_ file: AbsolutePath) -> String {
    guard isPlain(file) else { return lookingWhereItLeads(file) }
    return "Let this user read it: sudo chown \(reader) \(file) && sudo chmod 600 \(file)"
  }

  /// Takes a file's permissions from everybody but its owner.
  ///
  /// - Parameter isPlain: whether no part of the path is a link.
  package static func closing(_ file: AbsolutePath, isPlain: Bool, home: AbsolutePath? = nil) -> String {
    isPlain ? "chmod 600 \(file.abbreviated(home: home))" : lookingWhereItLeads(file)
  }

  /// Whether no part of a path is a link; false where that cannot be seen.
  package static func isPlain(_ file: AbsolutePath) -> Bool {
    do { return try Files.resolved(file) == file } catch { return false }
  }

  private static func lookingWhereItLeads(_ file: AbsolutePath) -> String { "namei -l \(file)" }

  private static var reader: String {
    do { return try Account.withID(Account.effectiveUserID)?.name ?? String(Account.effectiveUserID) } catch {
      return String(Account.effectiveUserID)
    }
  }
}

import Platform
import Profiles

extension Profile {
  /// Where the undo records of a plan in a scope are kept while it is applied.
  ///
  /// The system's are where only root can write, the user's in the state directory.
  package func planJournal(_ scope: ServiceScope, of account: Account) -> AbsolutePath {
    switch scope {
    case .user: planJournal
    case .system: systemPlanJournal(of: account)
    }
  }
}

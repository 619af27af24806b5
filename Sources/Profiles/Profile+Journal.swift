import Platform

extension Profile {
  /// Where the undo records of a plan are kept while it is applied.
  package var planJournal: AbsolutePath { stateDirectory.appending("plan.journal") }

  /// The same for plans of root, where no other account can write.
  package func systemPlanJournal(of account: Account) -> AbsolutePath {
    AbsolutePath.root.appending("var/lib/openclaw/\(account.name)-\(unitName).journal")
  }

  /// What install has made beside the unit, so that uninstall can take exactly that away.
  package var installRecord: AbsolutePath { stateDirectory.appending("install.json") }
}

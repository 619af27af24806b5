import Platform

/// Where this program and its bundled gateway are.
package struct ExecutableLocation: Sendable {
  /// The running program with every link followed.
  package let running: AbsolutePath
  /// The home directory, two of whose places may hold a link to the program.
  package let home: AbsolutePath

  /// A program by its resolved path.
  package init(running: AbsolutePath, home: AbsolutePath) {
    self.running = running
    self.home = home
  }

  /// The path of `openclaw` that a service definition names, the same from every shell.
  ///
  /// The first of the usual places whose entry leads to the running program, so that the path survives a change of what
  /// the link leads to; else the running program's own path.
  package func stablePath() throws(SystemError) -> AbsolutePath {
    for candidate in usualPlaces where try Files.resolved(candidate) == running { return candidate }
    return running
  }

  /// The bundled gateway: beside the program, or in `../libexec/openclaw/` of its directory.
  ///
  /// Nil when it is in neither.
  package func gateway() throws(SystemError) -> AbsolutePath? {
    let directory = running.parent
    for candidate in [
      directory.appending("openclaw-gateway"), directory.parent.appending("libexec/openclaw/openclaw-gateway"),
    ] where try Files.status(candidate)?.kind == .regular { return candidate }
    return nil
  }

  private var usualPlaces: [AbsolutePath] {
    ["usr/local/bin", "usr/bin"].map { AbsolutePath.root.appending("\($0)/openclaw") }
      + [".local/bin/openclaw", "bin/openclaw"].map { home.appending($0) }
  }
}

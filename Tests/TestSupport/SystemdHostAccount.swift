/// Who runs a command on a throwaway host, and with what around it.
package enum SystemdHostAccount: Sendable {
  /// Root in no unit, with every capability of the machine outside: for preparing and looking, never for the product.
  case root
  /// Root as a service of the host has it.
  case boxedRoot
  /// A user who lingers and may use sudo; in no session, knowing the runtime directory.
  case alice
  /// A user who does not linger; without a runtime directory until logged in.
  case bob

  /// The words before a command that make it run as this account in an environment of its own.
  func prefix(userIdentifiers: [String]) -> [String] {
    switch self {
    case .root: environment(home: "/root", [])
    case .boxedRoot: ["systemd-run", "--quiet", "--pipe", "--wait"] + environment(home: "/root", [])
    case .alice: user("alice", userIdentifiers[0])
    case .bob: user("bob", userIdentifiers[1])
    }
  }

  private func user(_ name: String, _ identifier: String) -> [String] {
    ["runuser", "-u", name, "--"] + environment(home: "/home/\(name)", ["XDG_RUNTIME_DIR=/run/user/\(identifier)"])
  }

  private func environment(home: String, _ more: [String]) -> [String] {
    let path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return ["env", "-i", path, "HOME=\(home)", "LANG=C.UTF-8"] + more
  }
}

import CLinux
import Glibc

/// A program to be started in a session of its own, with nothing of this process but what is said here.
package struct ChildLaunch: Hashable, Sendable {
  /// The program.
  package let executable: AbsolutePath
  /// All of them, the name it is called by first.
  package let arguments: [String]
  /// Its whole environment.
  package let environment: Environment
  /// Where it starts; nil for the root directory.
  package var workingDirectory: AbsolutePath?
  /// The file mode creation mask; nil for this process's.
  package var fileMask: UInt32?
  /// The group it is in from its first instruction on, for a process that adopts orphans: `PR_SET_CHILD_SUBREAPER`.
  ///
  /// Nil for this process's.
  package var controlGroup: ControlGroup?

  /// A launch in the root directory, with the mask and the control group of this process.
  package init(_ executable: AbsolutePath, arguments: [String], environment: Environment) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }

  /// Starts it with no input, both outputs at a descriptor, default signal actions and no signal blocked.
  ///
  /// Gives the process, which leads a session and a process group. Calls `posix_spawn(3)`, and `umask(2)` around it: no
  /// other thread may make files meanwhile.
  ///
  /// - Throws: `SystemError` when the program or its directory is not there, or a text holds a NUL.
  package func start(output: Int32) throws(SystemError) -> Int32 {
    var child: pid_t = 0
    if let members = try controlGroup?.membership().release() {
      defer { close(members) }
      try spawn(output) { cl_spawn_in_group(members, &child, executable.string, $0, $1, $2, $3) }
    } else {
      try spawn(output) { posix_spawn(&child, executable.string, $0, $1, $2, $3) }
    }
    return child
  }

  /// The same as a process that is no child of this one, so that nobody here has to wait for its end.
  package func startOrphan(output: Int32) throws(SystemError) {
    try spawn(output) { cl_spawn_orphan(executable.string, $0, $1, $2, $3) }
  }

  private typealias Strings = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// - Parameter call: `posix_spawn(3)` after the path, or what is like it.
  private func spawn(
    _ output: Int32,
    _ call: (UnsafePointer<posix_spawn_file_actions_t>, UnsafePointer<posix_spawnattr_t>, Strings, Strings) -> Int32
  ) throws(SystemError) {
    let argv = try CStringArray(arguments)
    let envp = try CStringArray(environment.assignments)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    posix_spawn_file_actions_addchdir_np(&actions, workingDirectory?.string ?? "/")
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    Self.setFreshStart(&attributes)
    let former = fileMask.map { umask($0) }
    defer { former.map { _ = umask($0) } }
    let code = call(&actions, &attributes, argv.pointer, envp.pointer)
    if code != 0 { throw SystemError(code: code, call: "posix_spawn", subject: executable.string) }
  }

  /// `POSIX_SPAWN_SETSID`, which the headers show to GNU sources only.
  private static let setSession: Int32 = 0x80

  private static func setFreshStart(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | setSession
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

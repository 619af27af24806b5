import Glibc

/// Replaces this process by another program: `execve(2)`.
///
/// Returns only to throw.
///
/// - Parameter arguments: all of them, the name it is called by first.
/// - Throws: `SystemError`, `EINVAL` when a text holds a NUL.
package func replaceProcess(
  with executable: AbsolutePath, _ arguments: [String], environment: Environment
) throws(SystemError) -> Never {
  let argv = try CStringArray(arguments)
  let envp = try CStringArray(environment.assignments)
  try checked("execve", executable.string) { execve(executable.string, argv.pointer, envp.pointer) }
  throw SystemError(code: EINVAL, call: "execve", subject: executable.string)
}

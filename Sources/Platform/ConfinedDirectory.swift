import CLinux
import Glibc
import Synchronization

/// A directory below which files are opened by names that others choose, so that no name leads out of it.
package struct ConfinedDirectory: ~Copyable, Sendable {
  private let directory: Descriptor
  private let path: AbsolutePath
  /// How files are opened below it.
  private let method: Method

  /// How the kernel is asked to stay below the directory.
  package enum Method: Hashable, Sendable {
    /// One call, in which the kernel follows nothing that leads out: `openat2(2)`, from Linux 5.6 on.
    case confined
    /// A call for each component, each refusing links: `openat(2)`.
    case stepwise
  }

  /// False once `openat2(2)` was found missing, or forbidden by a filter that does not know it.
  private static let isConfinedAvailable = Atomic(true)

  /// Opens the directory itself, following links: whoever names it may put it where they like.
  ///
  /// - Parameter method: the best there is unless the caller says otherwise.
  package init(opening path: AbsolutePath, by method: Method? = nil) throws(SystemError) {
    directory = try Descriptor(opening: path, O_DIRECTORY | cl_o_path)
    self.path = path
    self.method = method ?? (Self.isConfinedAvailable.load(ordering: .relaxed) ? .confined : .stepwise)
  }

  /// Opens what lies at these components for reading, close-on-exec, and waits for nothing: a pipe opens at once.
  ///
  /// - Parameter components: names of entries, none of them empty, `.`, `..` or with a slash; none for the directory.
  /// - Throws: `SystemError`, `ELOOP` for a link anywhere on the way, wherever it leads.
  package borrowing func open(_ components: [String]) throws(SystemError) -> Descriptor {
    guard method == .confined else { return try openStepwise(components) }
    do throws(SystemError) { return try openConfined(components) } catch {
      guard error.code == ENOSYS || error.code == EPERM else { throw error }
      Self.isConfinedAvailable.store(false, ordering: .relaxed)
      return try openStepwise(components)
    }
  }

  private static let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_NOFOLLOW

  private borrowing func openConfined(_ components: [String]) throws(SystemError) -> Descriptor {
    let relative = components.isEmpty ? "." : components.joined(separator: "/")
    let resolve = UInt64(RESOLVE_BENEATH) | UInt64(RESOLVE_NO_SYMLINKS)
    var attempts = 0
    while true {
      let result = cl_openat2(directory.raw, relative, UInt64(Self.flags), resolve)
      if result >= 0 { return Descriptor(taking: result) }
      let error = SystemError(call: "openat2", subject: path.appending(relative).string)
      attempts += 1
      // EAGAIN: something was renamed meanwhile, and the kernel cannot tell whether it stayed below.
      guard attempts < 16, error.code == EAGAIN || error.code == EINTR else { throw error }
    }
  }

  private borrowing func openStepwise(_ components: [String]) throws(SystemError) -> Descriptor {
    var holder = try step(".", in: directory.raw, O_DIRECTORY)
    for (index, name) in components.enumerated() {
      holder = try step(name, in: holder.raw, index < components.count - 1 ? O_DIRECTORY : 0)
    }
    return holder
  }

  private borrowing func step(_ name: String, in holder: Int32, _ more: Int32) throws(SystemError) -> Descriptor {
    Descriptor(
      taking: try checked("openat", path.appending(name).string) { cl_openat(holder, name, Self.flags | more, 0) })
  }
}

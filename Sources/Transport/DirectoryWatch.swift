import CLinux
import Glibc
import Platform

/// Tells what happens to the names in a few directories: `inotify(7)`.
///
/// A file counts as changed when who wrote it closes it, when another takes its place, and when it appears, goes or may
/// be read by others than before; what a writer does in between tells nobody anything yet.
@LoopActor package final class DirectoryWatch: DescriptorWatcher {
  /// Something that happened.
  package enum Event: Hashable, Sendable {
    /// A name in a directory now stands for something else.
    case changed(name: String, in: AbsolutePath)
    /// A directory is gone or has been moved: what is at its path now is not watched.
    case lost(AbsolutePath)
    /// So much happened at once that the kernel did not keep it: anything may have changed.
    case overflow
  }

  private let descriptor: Descriptor
  private let action: @LoopActor (Event) -> Void
  private var directories: [Int32: AbsolutePath] = [:]

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
      | IN_ONLYDIR | IN_EXCL_UNLINK)

  /// Watches nothing yet: `inotify_init1(2)`.
  ///
  /// - Throws: `SystemError`, `EMFILE` when the account or the process has no watch left to open.
  package init(_ action: @escaping @LoopActor (Event) -> Void) throws(SystemError) {
    let flags = Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK)
    descriptor = Descriptor(taking: try checked("inotify_init1") { inotify_init1(flags) })
    self.action = action
    try EventLoop.shared.watch(descriptor.raw, for: .reading, self)
  }

  /// Watches these directories and no others: `inotify_add_watch(2)`.
  ///
  /// A directory that is not there is left out.
  ///
  /// - Returns: whether one of them was not watched before, so that something may have changed in it unseen.
  /// - Throws: `SystemError`, `ENOSPC` when the account may watch no more; the others are watched.
  package func follow(_ wanted: some Sequence<AbsolutePath>) throws(SystemError) -> Bool {
    let before = directories
    var failure: SystemError?
    directories = [:]
    for directory in wanted {
      do throws(SystemError) {
        directories[try watch(directory)] = directory
      } catch {
        if !error.isAbsence { failure = error }
      }
    }
    for old in before.keys where directories[old] == nil { inotify_rm_watch(descriptor.raw, old) }
    if let failure { throw failure }
    return directories.keys.contains { before[$0] == nil }
  }

  private func watch(_ directory: AbsolutePath) throws(SystemError) -> Int32 {
    let raw = descriptor.raw
    return try checked("inotify_add_watch", directory.string) { inotify_add_watch(raw, directory.string, Self.mask) }
  }

  /// Delivers what has happened.
  package func becameReady(_ readiness: Readiness) {
    withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 8) { buffer in
      while case let count = read(descriptor.raw, buffer.baseAddress, buffer.count), count > 0 {
        for notice in DirectoryNotice.all(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) { deliver(notice) }
      }
    }
  }

  private func deliver(_ notice: DirectoryNotice) {
    if notice.isOverflow { return action(.overflow) }
    guard let directory = directories[notice.watch] else { return }
    if notice.isEnd { directories[notice.watch] = nil }
    if notice.isLoss || notice.isEnd { return action(.lost(directory)) }
    action(.changed(name: notice.name, in: directory))
  }

  /// Watches nothing any more.
  package func close() { EventLoop.shared.forget(descriptor.raw) }
}

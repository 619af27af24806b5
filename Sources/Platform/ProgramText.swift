import Glibc

/// The instructions of the program and of its libraries, as this process has them mapped.
package enum ProgramText {
  /// Unmaps the pages of all instructions, so that only those which run from here on are mapped, and count as resident.
  ///
  /// For the end of a start, most of whose code never runs again. Nothing is lost: nobody writes to instructions, and
  /// what runs next is mapped again from the page cache, which gives up unmapped pages before mapped ones. It is advice
  /// alone: where the kernel does not tell what is mapped, or does not take it, the pages stay. `MADV_DONTNEED` of
  /// `madvise(2)`.
  package static func release() {
    let table = ListeningSockets.proc.appending("self/maps")
    guard let content = try? Files.read(table) else { return }
    for range in instructions(in: String(decoding: content, as: UTF8.self)) {
      madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
    }
  }

  /// The addresses of what files hold and nobody may write to, only read and execute: the table of `proc_pid_maps(5)`.
  ///
  /// Lines of any other form are left out, and so is what is merely read: of that, relocations have changed some.
  static func instructions(in table: String) -> [Range<UInt>] {
    table.split(separator: "\n").compactMap { line in
      // Address range, permissions, offset, device, inode, path.
      let fields = line.split(separator: " ", maxSplits: 5)
      guard fields.count == 6, fields[1] == "r-xp", fields[4] != "0" else { return nil }
      let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : nil
    }
  }
}

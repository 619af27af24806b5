import CLinux

/// The memory that is allocated and freed while a program runs.
package enum HeapMemory {
  /// Has the allocator ask for memory in steps of 1 MiB and keep up to 8 MiB that are free, instead of 128 KiB each.
  ///
  /// For a server whose answers come and go: each time it asks, the kernel clears the pages again. `mallopt(3)`.
  package static func keepRoom() {
    _ = mallopt(Int32(CL_TRIM_THRESHOLD), 8 << 20)
    _ = mallopt(Int32(CL_TOP_PAD), 1 << 20)
  }

  /// Gives what has been freed back to the system, which the allocator else keeps for what may come.
  ///
  /// It looks at all of it, so it is for moments after which less is needed for long: `malloc_trim(3)`.
  package static func release() { _ = malloc_trim(0) }
}

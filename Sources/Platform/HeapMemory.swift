import CLinux

/// The memory that is allocated and freed while a program runs.
package enum HeapMemory {
  /// Gives what has been freed back to the system, which the allocator else keeps for what may come.
  ///
  /// It looks at all of it, so it is for moments after which less is needed for long: `malloc_trim(3)`.
  package static func release() { _ = cl_malloc_trim() }
}

import Glibc

/// Strings lent to C as an array of pointers that ends with NULL, as `execve(2)` takes them.
struct CStringArray: ~Copyable {
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// - Throws: `SystemError`, `EINVAL` when a string holds a NUL, which would cut it short.
  init(_ strings: [String]) throws(SystemError) {
    for string in strings where string.utf8.contains(0) {
      throw SystemError(code: EINVAL, call: "execve", subject: "a text with a NUL in it")
    }
    pointer = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { (pointer + index).initialize(to: strdup(string)) }
    (pointer + strings.count).initialize(to: nil)
  }

  deinit {
    var next = pointer
    while let string = next.pointee {
      free(string)
      next += 1
    }
    pointer.deallocate()
  }
}

import Glibc

/// A system call that failed: which call, on what, and the `errno` it left.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The value of `errno` right after the call.
  package let code: Int32
  /// The C function, for example `open`.
  package let call: String
  /// What the call was about: a path, an address, a unit name.
  package let subject: String?
  /// What was found, where the system has no words for it.
  private let finding: String?

  /// A failure with a known code.
  ///
  /// - Parameter finding: the reason, where the system's own words for the code would not say it.
  package init(code: Int32, call: String, subject: String? = nil, finding: String? = nil) {
    self.code = code
    self.call = call
    self.subject = subject
    self.finding = finding
  }

  /// Captures `errno`, and so is to be made right after the failed call.
  package init(call: String, subject: String? = nil) {
    self.init(code: errno, call: call, subject: subject)
  }

  /// What was found, else the system's own words for the code: `strerror_r(3)`.
  package var reason: String { finding ?? systemWords }

  private var systemWords: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else { return "error \(code)" }
      return String(cString: base)
    }
  }

  package var description: String {
    subject.map { "\(call) \($0): \(reason)" } ?? "\(call): \(reason)"
  }
}

/// Runs a system call again while it is interrupted by a signal, and turns -1 into an error.
///
/// - Throws: `SystemError` with the `errno` of the last attempt.
@discardableResult
package func checked<Result: SignedInteger>(
  _ call: String, _ subject: @autoclosure () -> String? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError(code: errno, call: call, subject: subject()) }
  }
}

import Foundation

/// Makes a call that blocks from a thread of its own, so that other tests go on meanwhile.
package func blocking<Result: Sendable>(_ call: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Swift.Result { try call() }) }
  }
}

import Foundation
import Platform

extension SystemdHost {
  /// Why no throwaway host can be booted here; nil where one can.
  ///
  /// Asked once. The answer is also printed, so that skipped tests are never silent. What dead test runs left is swept
  /// up on the way.
  package static let obstacle: String? = {
    do {
      try sweep()
      let (answer, output) = try FileHandle.pipe()
      let nothing = try FileHandle.nothing()
      let process = try SpawnedProcess(
        [SystemdHostNamespaces.script("possible")],
        input: nothing.fileDescriptor, output: output.fileDescriptor, errors: STDERR_FILENO)
      try output.close()
      let reason = String(decoding: try answer.readToEnd() ?? Data(), as: UTF8.self)
      guard try process.waitForExit() != 0 else { return nil }
      return announced(reason.trimmingCharacters(in: .whitespacesAndNewlines))
    } catch {
      return announced("\(error)")
    }
  }()

  private static func sweep() throws {
    let nothing = try FileHandle.nothing()
    _ = try SpawnedProcess(
      [SystemdHostNamespaces.script("sweep")],
      input: nothing.fileDescriptor, output: STDERR_FILENO, errors: STDERR_FILENO
    ).waitForExit()
  }

  private static func announced(_ reason: String) -> String {
    FileHandle.standardError.write(Data("HOST TESTS SKIPPED, nothing of them was tested: \(reason)\n".utf8))
    return reason
  }
}

import FuzzTargets
import Glibc

/// What libFuzzer calls with each input; the target is the one that the variable names.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let finding = target.finding(in: bytes) { fatalError("\(target.rawValue): \(finding)") }
  return 0
}

/// `OPENCLAW_FUZZ_TARGET`, which the recipe sets.
private let target: FuzzTarget = {
  let name = getenv("OPENCLAW_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else { fatalError("OPENCLAW_FUZZ_TARGET is no target: \(name)") }
  return target
}()

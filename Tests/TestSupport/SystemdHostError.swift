/// Why a throwaway host could not be had.
package enum SystemdHostError: Error, CustomStringConvertible {
  case notBuilt(status: Int32)
  case neverBooted(console: String)
  case wentDownOtherwise(status: Int32)

  package var description: String {
    switch self {
    case .notBuilt(let status): "the host's root could not be built: systemd-host/hold ended with \(status)"
    case .neverBooted(let console): "systemd never finished booting; the end of its console: \(console.suffix(2000))"
    case .wentDownOtherwise(let status): "systemd-nspawn ended with \(status) where a reboot gives 133"
    }
  }
}

import Services
import Testing

@Suite("Which service manager") struct ServiceManagerChoiceTests {
  static let windows = "5.15.153.1-microsoft-standard-WSL2"

  @Test("the one asked for, else systemd where it runs, else the supervisor; the reason says which") func order() {
    let (with, without) = (MachineFacts(isBooted: true), MachineFacts(isBooted: false))
    #expect(ServiceManagerChoice(nil, scope: .user, machine: with).reason == "it runs here")
    let missing = ServiceManagerChoice(nil, scope: .user, machine: without)
    #expect(missing.kind == .supervisor && missing.reason == "because no systemd runs here")
    #expect(ServiceManagerChoice(nil, scope: .system, machine: without).kind == .systemd)
    let asked = ServiceManagerChoice(.supervisor, scope: .user, machine: with)
    #expect(asked.kind == .supervisor && asked.reason == "asked for with --manager")
  }

  @Test(
    "WSL 2 without systemd is told how to have it, nothing else is",
    arguments: [
      (MachineFacts(isBooted: false, kernelRelease: windows), true),
      (MachineFacts(isBooted: true, kernelRelease: windows), false),
      (MachineFacts(isBooted: false, kernelRelease: windows, isContainer: true), false),
      (MachineFacts(isBooted: false, kernelRelease: "4.4.0-19041-Microsoft"), false),
      (MachineFacts(isBooted: false, kernelRelease: "6.1.0-18-amd64"), false),
      (MachineFacts(isBooted: false), false),
    ])
  func hint(_ machine: MachineFacts, isGiven: Bool) {
    let hint = ServiceManagerChoice(nil, scope: .user, machine: machine).hint
    #expect((hint != nil) == isGiven)
    if let hint { #expect(hint.contains("/etc/wsl.conf") && hint.contains("wsl --shutdown")) }
    #expect(ServiceManagerChoice(.supervisor, scope: .user, machine: machine).hint == nil)
  }
}

// swift-tools-version: 6.2
import PackageDescription

// One line per module, ground to roof. A module imports only what its line names, and every name in a
// line stands above it; `LayeringTests` compares the import statements with this list.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }

/// A library module at `Sources/<name>` and its tests at `Tests/<name>Tests`.
func module(
  _ name: String, imports: [String] = [], testsImport: [String] = [], testsExclude: [String] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies(imports), swiftSettings: strict),
    .testTarget(
      name: "\(name)Tests", dependencies: dependencies([name, "TestSupport"] + imports + testsImport),
      exclude: testsExclude, swiftSettings: strict),
  ]
}

func executable(_ name: String, imports: [String]) -> [Target] {
  [.executableTarget(name: name, dependencies: dependencies(imports), swiftSettings: strict)]
}

let ground: [Target] = [
  .systemLibrary(
    name: "CSystemd", path: "Sources/CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
  .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
  .target(
    name: "Templates", path: "templates", exclude: ["README.md"],
    resources: [
      .embedInCode("systemd/openclaw-gateway.user.service"), .embedInCode("systemd/openclaw-gateway.system.service"),
      .embedInCode("systemd/openclaw-gateway.user.socket"), .embedInCode("systemd/openclaw-gateway.system.socket"),
      .embedInCode("launchd/openclaw-gateway.plist"), .embedInCode("windows/openclaw-gateway.cmd"),
    ],
    swiftSettings: strict),
  .target(
    name: "TestSupport", dependencies: ["CLinux", "Platform", "Transport"], path: "Tests/TestSupport",
    exclude: ["launchctl", "systemd-host"],
    swiftSettings: strict),
]

var targets = ground
targets += module("Platform", imports: ["CLinux"])
targets += module("JSON")
targets += module("Profiles", imports: ["Platform"])
targets += module("Configuration", imports: ["Platform", "JSON", "Profiles"])
targets += module(
  "Services", imports: ["Platform", "JSON", "Profiles", "CSystemd", "Templates"], testsExclude: ["Launchd/goldens"])
targets += module("HTTPCodec")
targets += module("Transport", imports: ["CLinux", "Platform"])
targets += module("GatewayProtocol", imports: ["Platform", "JSON"])
targets += module("GatewayClient", imports: ["CLinux", "Platform", "JSON", "HTTPCodec", "GatewayProtocol"])
targets += module(
  "Gateway",
  imports: [
    "CSystemd", "CLinux", "Platform", "JSON", "Profiles", "Configuration", "HTTPCodec", "Transport", "GatewayProtocol",
  ], testsImport: ["GatewayClient"])
targets += module("Supervisor", imports: ["CLinux", "Platform", "Services", "Transport"])
targets += module("CommandTree", imports: ["Platform", "JSON", "Profiles", "Configuration"])
targets += module(
  "Doctor",
  imports: [
    "CSystemd", "Platform", "JSON", "Profiles", "Configuration", "Services", "GatewayProtocol", "GatewayClient",
  ])
targets += module(
  "CommandLineTool",
  imports: [
    "Platform", "JSON", "Profiles", "Configuration", "Services", "GatewayProtocol", "GatewayClient", "CommandTree",
    "Doctor", "Supervisor",
  ])
targets += executable("openclaw", imports: ["CommandLineTool", "Platform"])
targets += executable("openclaw-gateway", imports: ["CommandTree", "Gateway", "Platform", "Profiles"])
// What is fuzzed, and its seeds as tests; `make fuzz` builds the driver.
targets += [
  .target(
    name: "FuzzTargets", dependencies: ["HTTPCodec", "JSON", "GatewayProtocol"], path: "Tests/Fuzzing/Targets",
    swiftSettings: strict),
  .testTarget(name: "FuzzingTests", dependencies: ["FuzzTargets"], swiftSettings: strict),
]
targets += [
  .testTarget(name: "LayeringTests", dependencies: ["TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "HostTests", dependencies: ["CLinux", "Platform", "Profiles", "Services", "TestSupport"],
    exclude: ["clients"], swiftSettings: strict),
]

let package = Package(
  name: "openclaw",
  products: [
    .executable(name: "openclaw", targets: ["openclaw"]),
    .executable(name: "openclaw-gateway", targets: ["openclaw-gateway"]),
  ],
  targets: targets)

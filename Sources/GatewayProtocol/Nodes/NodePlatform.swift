/// The kinds of machines that nodes run on, by what they can be asked to do.
package enum NodePlatform: Hashable, Sendable {
  case ios
  case android
  case macos
  case linux
  case windows
  case unknown

  private static let prefixes: [(String, NodePlatform)] = [
    ("ios", .ios), ("ipados", .ios), ("iphone", .ios), ("ipad", .ios), ("android", .android), ("mac", .macos),
    ("darwin", .macos), ("win", .windows), ("linux", .linux),
  ]

  /// By the platform a node names, else by its device family.
  package init(platform: String?, deviceFamily: String?) {
    let texts = [platform, deviceFamily].compactMap { $0?.trimmed?.lowercased() }
    self = texts.lazy.compactMap(Self.named).first ?? .unknown
  }

  private static func named(_ text: String) -> NodePlatform? {
    prefixes.first { text.hasPrefix($0.0) }?.1
  }

  /// What such a node may be asked to do where the configuration says nothing; nil for everything.
  var defaultCommands: Set<String>? {
    switch self {
    case .ios: Self.device
    case .android: Self.device.union(["sms.send"])
    case .macos: Self.device.union(Self.computer)
    case .linux, .windows: Self.computer
    case .unknown: nil
    }
  }

  private static let device: Set<String> = [
    "canvas.present", "canvas.hide", "canvas.navigate", "canvas.eval", "canvas.snapshot", "canvas.a2ui.push",
    "canvas.a2ui.pushJSONL", "canvas.a2ui.reset", "camera.list", "camera.snap", "camera.clip", "screen.record",
    "location.get",
  ]

  private static let computer: Set<String> = [
    "system.run", "system.which", "system.notify", "system.execApprovals.get", "system.execApprovals.set",
    "browser.proxy",
  ]
}

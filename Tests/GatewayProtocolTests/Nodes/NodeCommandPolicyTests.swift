import JSON
import Platform
import Testing

@testable import GatewayProtocol

@Suite("What nodes may be asked to run") struct NodeCommandPolicyTests {
  @Test(
    "a platform is known by its name's beginning, else by the device family",
    arguments: [
      ("iOS 19", nil, .ios), ("iPadOS", nil, .ios), ("android 16", nil, .android), ("macos 15.1", nil, .macos),
      ("Darwin", nil, .macos), ("linux 6.8", nil, .linux), ("win32", nil, .windows), ("plan9", "Mac", .macos),
      ("", "iPhone", .ios), (nil, nil, .unknown), ("beos", "toaster", .unknown),
    ] as [(String?, String?, NodePlatform)])
  func platforms(platform: String?, family: String?, expected: NodePlatform) {
    #expect(NodePlatform(platform: platform, deviceFamily: family) == expected)
  }

  @Test(
    "a declared command is allowed by platform or configuration, and denied before all else",
    arguments: [
      ("ios", ["camera.snap", "system.run", "sms.send"], NodeCommandPolicy(), ["camera.snap"]),
      ("android", ["sms.send"], NodeCommandPolicy(), ["sms.send"]),
      ("macos", ["canvas.eval", "system.run"], NodeCommandPolicy(), ["canvas.eval", "system.run"]),
      ("linux", ["canvas.eval", "browser.proxy"], NodeCommandPolicy(), ["browser.proxy"]),
      ("plan9", ["anything"], NodeCommandPolicy(), ["anything"]),
      ("linux", ["canvas.eval"], NodeCommandPolicy(allowed: [" canvas.eval "]), ["canvas.eval"]),
      ("linux", ["system.run"], NodeCommandPolicy(allowed: ["system.run"], denied: ["system.run"]), []),
    ] as [(String, [String], NodeCommandPolicy, [String])])
  func allowed(platform: String, commands: [String], policy: NodeCommandPolicy, expected: [String]) {
    #expect(node(platform, commands, policy).facts.commands == expected)
  }

  @Test(
    "a refusal says whether the gateway or the node has it",
    arguments: [
      (["system.run"], "canvas.eval", "command not allowlisted"),
      (["system.run"], "system.which", "command not declared by node"),
      ([], "system.run", "node did not declare commands"), (["system.run"], "system.run", nil),
    ] as [([String], String, String?)])
  func refusals(declared: [String], command: String, reason: String?) {
    #expect(NodeCommandPolicy().refusal(of: command, node("linux", declared)) == reason)
  }

  private func node(
    _ platform: String, _ commands: [String], _ policy: NodeCommandPolicy = NodeCommandPolicy()
  ) -> ConnectedNode {
    var parameters = ConnectParameters(
      client: ClientDescription(id: .test, version: "1", platform: platform, mode: .node))
    parameters.commands = commands
    return ConnectedNode(parameters, policy: policy, remoteAddress: nil, at: Timestamp(milliseconds: 0))
  }
}

import JSON
import Platform
import Testing

@testable import Configuration

@Suite("What takes a change into effect") struct ReloadClassTests {
  @Test(
    "a key says so itself, a section as its keys, and what nobody acts on takes nothing",
    arguments: [
      ("gateway.port", .restart), ("gateway.bind", .restart), ("gateway.auth.token", .hot), ("gateway.auth", .hot),
      ("gateway", .restart), ("logging.level", .hot), ("logging.file", .hot), ("commands.restart", .hot),
      ("gateway.reload.mode", .none), ("gateway.remote.url", .none), ("agents.list", .none),
      ("agents.list[0].name", .none), ("env.vars.KEY", .restart), ("meta.lastTouchedAt", .none),
      // Nothing here reads them yet.
      ("plugins.entries", .none), ("cron", .none), ("hooks.token", .none), ("discovery.mdns.mode", .none),
      ("commands.bash", .none), ("nobody.knows", .none),
    ] as [(JSONPath, ConfigurationKey.Reload)])
  func classes(path: JSONPath, expected: ConfigurationKey.Reload) {
    #expect(ConfigurationRegistry.reload(at: path) == expected)
  }

  @Test(
    "two readings differ where something else holds",
    arguments: [
      ("{}", "{}", []), ("{gateway: {port: 18789}}", "{}", []), ("{gateway: {}}", "{}", []),
      ("{}", "{logging: {}}", []),
      ("{gateway: {port: 1}}", "{gateway: {port: 2}}", ["gateway.port"]),
      ("// a\n{gateway: {port: 1}}", "{gateway: {port: 1}}", []),
      ("{gateway: {auth: {}}}", "{gateway: {auth: {token: 'a'}}}", ["gateway.auth.token"]),
      ("{gateway: {auth: {token: 'a'}}}", "{gateway: {auth: {token: 'b'}}}", ["gateway.auth.token"]),
      ("{gateway: {trustedProxies: ['a']}}", "{gateway: {trustedProxies: ['a', 'b']}}", ["gateway.trustedProxies"]),
      ("{ui: {b: [{c: 1}]}}", "{ui: {b: [{c: 1}]}}", []),
    ] as [(String, String, [String])])
  func differences(before: String, after: String, expected: [String]) {
    let differences = MemoryFiles(after).load().differences(from: MemoryFiles(before).load())
    #expect(differences.map { "\($0.path)" } == expected)
  }

  @Test("a variable that a string names makes it differ, and shows nowhere") func variables() {
    let files = MemoryFiles("{gateway: {auth: {token: '${NAME}'}}}")
    let differences = files.load(["NAME": "after"]).differences(from: files.load(["NAME": "before"]))
    #expect(differences.map(\.path) == ["gateway.auth.token"])
    #expect(differences.map(\.after) == ["***"])
  }

  @Test("a reading names every file that it is made of, the missing and the broken too") func sources() {
    let snapshot = MemoryFiles(
      "{gateway: {$include: ['a', 'broken']}, ui: {$include: 'missing'}}", ["a": "{}", "broken": "{"]
    ).load()
    let names = snapshot.sources.filter { $0.parent == MemoryFiles.main.parent }.map(\.lastComponent).sorted()
    #expect(names == [".env", "a", "broken", "missing", "openclaw.json"])
    #expect(MemoryFiles("{").load().sources.contains(MemoryFiles.main))
  }
}

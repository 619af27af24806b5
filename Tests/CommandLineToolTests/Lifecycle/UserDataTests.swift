import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("What --purge removes") struct UserDataTests {
  private func paths(
    _ home: AbsolutePath, workspace: String, others: [String] = [], stateDirectory: String = "state"
  ) throws -> (goes: [String], stays: [String]) {
    let profile = Profile(.named("a"), home: home, stateDirectory: home.appending(stateDirectory))
    let data = UserData(
      profile: profile, workspace: home.appending(workspace), others: others.map { home.appending($0) })
    let purge = try data.purge()
    let relative = { (path: AbsolutePath) in String(path.string.dropFirst(home.string.count + 1)) }
    return (purge.paths.map(relative), purge.kept.map { relative($0.path) })
  }

  @Test("a workspace inside the state directory goes with it")
  func nested() throws {
    try withScratch { home throws in
      try place("x", at: home.appending("state/workspace/file"))
      #expect(try paths(home, workspace: "state/workspace") == (["state"], []))
    }
  }

  @Test("what does not exist is not listed")
  func absent() throws {
    try withScratch { home throws in #expect(try paths(home, workspace: "work") == ([], [])) }
  }

  @Test("a directory that holds another profile's data is emptied around it")
  func around() throws {
    try withScratch { home throws in
      for file in ["state/a", "state/deep/kept/x", "state/deep/gone"] { try place("x", at: home.appending(file)) }
      let paths = try paths(home, workspace: "state/work", others: ["state/deep/kept"])
      #expect(paths == (["state/a", "state/deep/gone"], ["state/deep/kept"]))
    }
  }

  @Test("a profile's own default workspace goes, though it lies in the default profile's directory")
  func ownWorkspace() throws {
    try withScratch { home throws in
      for name in ["workspace-a", "workspace-b"] { try place("x", at: home.appending(".openclaw/\(name)/file")) }
      let paths = try paths(home, workspace: ".openclaw/workspace-a", others: [".openclaw", ".openclaw/workspace-b"])
      #expect(paths == ([".openclaw/workspace-a"], []))
    }
  }

  @Test("a default workspace that another profile works in stays")
  func shared() throws {
    try withScratch { home throws in
      try place("x", at: home.appending(".openclaw/workspace-a/file"))
      let own = ".openclaw/workspace-a"
      #expect(try paths(home, workspace: own, others: [".openclaw", own]) == ([], [own]))
    }
  }

  @Test("a workspace that somebody named stays, and is told", arguments: ["work", "work/inner", ".openclaw/workspace"])
  func named(_ workspace: String) throws {
    try withScratch { home throws in
      try place("x", at: home.appending("work/inner/file"))
      try place("x", at: home.appending(".openclaw/workspace/file"))
      #expect(try paths(home, workspace: workspace) == ([], [workspace]))
    }
  }

  @Test("the home directory, and what holds it, is nobody's data and is told", arguments: ["", "..", "../.."])
  func home(_ directory: String) throws {
    try withScratch { home throws in
      try place("x", at: home.appending("file"))
      let paths = try paths(home, workspace: "\(directory)/none", stateDirectory: directory)
      #expect(paths.goes == [] && paths.stays.count == 1)
    }
  }

  @Test("a link is removed itself, never what it leads to")
  func link() throws {
    try withScratch { home throws in
      try place("x", at: home.appending("elsewhere/kept/file"))
      try placeLink(home.appending("state"), to: home.appending("elsewhere"))
      #expect(try paths(home, workspace: "state/work", others: ["elsewhere/kept"]) == (["state"], []))
    }
  }
}

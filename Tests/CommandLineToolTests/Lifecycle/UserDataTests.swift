import Foundation
import Platform
import Profiles
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("What --purge removes") struct UserDataTests {
  private func paths(
    _ home: AbsolutePath, workspace: String, kept: [String] = [], stateDirectory: String = "state"
  ) throws -> [String] {
    let profile = Profile(.default, home: home, stateDirectory: home.appending(stateDirectory))
    let data = UserData(
      profile: profile, workspace: home.appending(workspace), kept: kept.map { home.appending($0) })
    return try data.paths().map { String($0.string.dropFirst(home.string.count + 1)) }
  }

  @Test("a workspace inside the state directory goes with it")
  func nested() throws {
    try withScratch { home throws in
      try place("x", at: home.appending("state/workspace/file"))
      #expect(try paths(home, workspace: "state/workspace") == ["state"])
    }
  }

  @Test("what does not exist is not listed")
  func absent() throws {
    try withScratch { home throws in #expect(try paths(home, workspace: "work") == []) }
  }

  @Test("a directory that holds another profile's data is emptied around it")
  func around() throws {
    try withScratch { home throws in
      for file in ["state/a", "state/deep/kept/x", "state/deep/gone", "work/file"] {
        try place("x", at: home.appending(file))
      }
      let paths = try paths(home, workspace: "work", kept: ["state/deep/kept"])
      #expect(paths.sorted() == ["state/a", "state/deep/gone", "work"])
    }
  }

  @Test("a workspace that two profiles share stays, and so does one inside another's")
  func shared() throws {
    try withScratch { home throws in
      try place("x", at: home.appending("work/inner/file"))
      #expect(try paths(home, workspace: "work", kept: ["work"]) == [])
      #expect(try paths(home, workspace: "work/inner", kept: ["work"]) == [])
    }
  }

  @Test("the home directory, and what holds it, is nobody's data", arguments: ["", "..", "../.."])
  func home(_ workspace: String) throws {
    try withScratch { home throws in
      try place("x", at: home.appending("file"))
      #expect(try paths(home, workspace: workspace) == [])
    }
  }

  @Test("a link is removed itself, never what it leads to")
  func link() throws {
    try withScratch { home throws in
      try place("x", at: home.appending("elsewhere/kept/file"))
      try placeLink(home.appending("work"), to: home.appending("elsewhere"))
      #expect(try paths(home, workspace: "work", kept: ["elsewhere/kept"]) == ["work"])
    }
  }

  private func placeLink(_ path: AbsolutePath, to target: AbsolutePath) throws {
    try FileManager.default.createSymbolicLink(atPath: path.string, withDestinationPath: target.string)
  }
}

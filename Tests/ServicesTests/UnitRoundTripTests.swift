import Platform
import Profiles
import Services
import TestSupport
import Testing

@Suite("Unit round trip") struct UnitRoundTripTests {
  @Test("the reader gives back what the writer was given, byte by byte, for 1,000 random values")
  func inverts() throws {
    var random = Dice(seed: 2)
    for _ in 0..<1000 {
      var definition = ServiceDefinition.sample(home: "/" + random.text(from: Dice.pathSigns))
      definition.executable = path("/opt/" + random.text(from: Dice.programSigns))
      let unit = try definition.installed()
      #expect(unit.command.map { same($0.arguments, definition.arguments) } == true)
      #expect(unit.command.map { same([$0.executable], [definition.executable.string]) } == true)
      #expect(same(unit.environment.map(\.value), definition.environment.map(\.value)))
      #expect(same([unit.workingDirectory ?? ""], [definition.profile.home.string]))
      #expect(unit.port == definition.port && unit.profile == definition.profile.name)
    }
  }

  @Test("any argument and any assignment comes back, control characters included")
  func words() throws {
    var random = Dice(seed: 3)
    for _ in 0..<1000 {
      let values = (0..<3).map { _ in random.text(from: Dice.argumentSigns) }
      let line = try "/bin/x " + values.map { try SystemdEscape.argument.written($0) }.joined(separator: " ")
      #expect(UnitCommand(line).map { same($0.arguments, ["/bin/x"] + values) } == true)
      let assignments = try values.map { try SystemdEscape.assignment.written("V=\($0)") }
      for (assignment, value) in zip(assignments, values) {
        let unit = InstalledUnit(UnitFile("[Service]\nEnvironment=\(assignment)"))
        #expect(same([unit.variable("V") ?? ""], [value]))
      }
    }
  }

  /// Equality of bytes: Swift's own takes é and e with an accent for the same.
  private func same(_ left: [String], _ right: [String]) -> Bool {
    left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
  }
}

import Platform
import Services
import TestSupport
import Testing

@Suite("Template source") struct TemplateSourceTests {
  @Test("the first directory with a file of that name wins, else the program's own text")
  func order() throws {
    let source = TemplateSource(
      directories: [path("/nonexistent"), path("/etc")], trustsOnlyRoot: false)
    let found = try source.template("hostname", embedded: [1])
    #expect(found.path == path("/etc/hostname"))
    let own = try source.template("no-such-file", embedded: [1])
    #expect(own.path == nil && own.text == [1])
  }

  @Test("for root's definitions a file below a directory that others may write does not count")
  func trust() throws {
    try withScratch { directory in
      try AtomicFile.write([2], to: directory.appending("t"), mode: 0o644)
      let trusting = TemplateSource(directories: [directory], trustsOnlyRoot: false)
      let wary = TemplateSource(directories: [directory], trustsOnlyRoot: true)
      #expect(try trusting.template("t", embedded: [1]).text == [2])
      #expect(try wary.template("t", embedded: [1]).text == [1])
    }
  }

  @Test("a machine-wide file that only root can change counts for root's definitions")
  func rootOwned() throws {
    let source = TemplateSource(directories: [path("/etc")], trustsOnlyRoot: true)
    #expect(try source.template("passwd", embedded: []).path == path("/etc/passwd"))
  }
}

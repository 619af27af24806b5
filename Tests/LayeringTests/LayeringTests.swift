import TestSupport
import Testing

@Suite("Layering") struct LayeringTests {
  /// Modules of the toolchain that any module may import.
  static let toolchain: Set<String> = ["Glibc", "Synchronization"]

  let manifest: Manifest
  let sources: [SourceFile]

  init() throws {
    manifest = try Manifest(text: Checkout.text(of: "Package.swift"))
    sources = try SourceFile.all(in: ["Sources"])
  }

  @Test("the manifest names every module that has a folder") func everyModuleIsListed() {
    #expect(sources.count > 100)
    #expect(Set(sources.map(\.module)).isSubset(of: manifest.imports.keys))
  }

  @Test("a file imports only what its module's line in the manifest names") func importsAreDeclared() {
    for file in sources {
      let allowed = (manifest.imports[file.module] ?? []).union(Self.toolchain)
      #expect(file.imports.filter { !allowed.contains($0) } == [], "\(file.path)")
    }
  }

  @Test("a module's line names nothing that none of its files imports") func declarationsAreUsed() {
    for (module, declared) in manifest.imports {
      let used = sources.filter { $0.module == module }.flatMap(\.imports)
      #expect(declared.subtracting(used) == [], "\(module)")
    }
  }

  @Test("a module imports only modules that stand above it in the manifest") func arrowsPointUp() {
    for (module, declared) in manifest.imports {
      let below = manifest.order.drop { $0 != module }
      #expect(declared.intersection(below) == [], "\(module)")
    }
  }

  @Test("no source imports Foundation, which costs start-up time and memory") func noFoundation() {
    let importing = sources.filter { $0.imports.contains { $0.hasPrefix("Foundation") } }
    #expect(importing.map(\.path) == [])
  }

  @Test("every type and function that other modules see is documented") func documented() {
    let documented = sources.reduce(into: ["hash"] as Set) { $0.formUnion($1.requirements) }
    #expect(sources.flatMap { $0.undocumented(documented: documented) } == [])
  }

  @Test("no file is longer than 400 lines") func short() throws {
    let files = try sources + SourceFile.all(in: ["Tests", "templates"])
    #expect(files.filter { $0.lines.count > 401 }.map(\.path) == [])
  }
}

@Suite("Reading sources") struct SourceFileTests {
  @Test("imports are found whatever stands before them, and not in comments") func imports() {
    let text = "import A\n@testable import B\npackage import C\nimport struct D.E\n// import F\nlet x = \"import G\"\n"
    #expect(SourceFile(path: "Sources/M/f.swift", text: text).imports == ["A", "B", "C", "D"])
  }

  @Test("an undocumented declaration is named by file and line") func undocumented() {
    let text = """
      /// Said.
      @discardableResult
      package func said() {}
      package static func unsaid() {}
      package static func == (left: A, right: A) -> Bool { true }
      package func required() {}
      package struct Unsaid {}
      struct Internal {}
      """
    let file = SourceFile(path: "Sources/M/f.swift", text: text)
    #expect(file.undocumented(documented: ["required"]) == ["Sources/M/f.swift:4", "Sources/M/f.swift:7"])
  }

  @Test("the functions of a protocol are its requirements, those of other types are not") func requirements() {
    let text = """
      package protocol Change: Sendable {
        /// Applies.
        func apply() throws
        mutating func undo()
      }
      struct Other {
        func other() {}
      }
      """
    #expect(SourceFile(path: "Sources/M/f.swift", text: text).requirements == ["apply", "undo"])
  }

  @Test("the manifest's lines give a module's imports and not those of its tests") func manifest() throws {
    let text = """
      func module(_ name: String) {}
      targets += module("Ground")
      targets += module(
        "Roof",
        imports: [
          "Ground", "CLinux",
        ], testsImport: ["Peer"])
      targets += executable("program", imports: ["Roof"])
      """
    let manifest = try Manifest(text: text)
    #expect(manifest.imports == ["Ground": [], "Roof": ["Ground", "CLinux"], "program": ["Roof"]])
    #expect(manifest.order == ["Ground", "Roof", "program"])
  }
}

import CommandTree
import Doctor
import Platform
import Services

extension DefinitionFile {
  /// The template in force.
  func checkedTemplate() throws(CommandFailure) -> [UInt8] {
    do { return try template() } catch { throw CommandFailure(error) }
  }

  /// The file's text, or why its manager could not represent it, before anything is written.
  func checkedText(of definition: ServiceDefinition, template: [UInt8]) throws(CommandFailure) -> String {
    do { return try text(of: definition, template: template) } catch { throw CommandFailure(error, in: self) }
  }
}

extension UnitComparison {
  /// Compares, or says why the manager could not represent the wanted definition.
  init(
    checking installed: InstalledService?, wanted: ServiceDefinition, in file: DefinitionFile, template: [UInt8]
  ) throws(CommandFailure) {
    do { try self.init(installed: installed, wanted: wanted, in: file, template: template) } catch {
      throw CommandFailure(error, in: file)
    }
  }
}

extension CommandFailure {
  /// A definition that cannot be made from its template.
  fileprivate init(_ error: TemplateError, in file: DefinitionFile) {
    self.init(
      "the \(file.manager.readsUnits ? "unit" : "definition") cannot be written", location: file.templateName,
      reason: error.description,
      code: file.manager.readsUnits ? "unit-not-representable" : "definition-not-representable")
  }
}

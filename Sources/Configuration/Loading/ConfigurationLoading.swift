import JSON
import Platform

/// The steps of reading a configuration, in the order in which they are taken.
struct ConfigurationLoading {
  private let path: AbsolutePath
  private let home: AbsolutePath
  private let read: IncludeResolver.Read
  private var environment: LayeredEnvironment
  private var exists = false
  private var isReadable = true
  private var bytes: [UInt8]?
  private var source = ConfigurationSource(parts: [])
  private var tree: JSONValue = [:]
  private var substituted: Set<JSONPath> = []
  private var issues: [ConfigurationProblem] = []
  private var warnings: [ConfigurationProblem] = []
  private var sources: Set<AbsolutePath>

  init(path: AbsolutePath, home: AbsolutePath, environment: Environment, read: @escaping IncludeResolver.Read) {
    self.path = path
    self.home = home
    self.environment = LayeredEnvironment(environment)
    self.read = read
    sources = [path]
  }

  /// Puts the variables of `.env` files below the process's own.
  mutating func addEnvironmentFiles(_ places: ConfigurationLoader.Places) {
    if let file = places.workingDirectory?.appending(".env") {
      addEnvironmentFile(file) { !LayeredEnvironment.isOurs($0) }
    }
    if let file = places.stateDirectory?.appending(".env") { addEnvironmentFile(file) { _ in true } }
  }

  private mutating func addEnvironmentFile(_ file: AbsolutePath, where isAllowed: (String) -> Bool) {
    sources.insert(file)
    do {
      guard let bytes = try read(file) else { return }
      let variables = DotEnv(bytes)
      warnings += variables.unreadableLines.map { line in
        ConfigurationProblem("is not NAME=value", in: file, position: TextPosition(line: line, column: 1))
      }
      environment.add(variables, from: file, where: isAllowed)
    } catch {
      warnings.append(ConfigurationProblem(unreadable: file, error))
    }
  }

  /// Reads the main file and what it includes.
  ///
  /// A file that cannot be used leaves the defaults and an issue.
  mutating func readMainFile() {
    do {
      bytes = try read(path)
      exists = bytes != nil
      guard let bytes else { return }
      let document = try bytes.parsed(as: path)
      guard document.value.objectValue != nil else {
        throw ConfigurationProblem("is no object", in: path, position: document.location(of: .root))
      }
      var resolver = IncludeResolver(main: .init(file: path, document: document, mount: .root), read: read)
      tree = resolver.resolve()
      source = resolver.source
      sources.formUnion(resolver.named)
      issues += resolver.problems
      warnings += document.duplicates.map { duplicate in
        ConfigurationProblem(
          "stands twice in its object; the last one holds", at: duplicate.path, in: path, position: duplicate.position)
      }
      isReadable = resolver.problems.isEmpty
    } catch let problem as ConfigurationProblem {
      isReadable = false
      issues.append(problem)
    } catch let error as SystemError {
      exists = true
      isReadable = false
      issues.append(ConfigurationProblem(unreadable: path, error))
    } catch {
      isReadable = false
      issues.append(ConfigurationProblem("cannot be read: \(error)", in: path, position: nil))
    }
  }

  /// Puts the `env` section's entries below the other variables, then variables into strings.
  mutating func substituteVariables() {
    for (name, value) in environmentEntries {
      if let text = withVariables(value) { environment.add(name, text, from: path) }
    }
    var substitution = VariableSubstitution(environment.environment)
    tree = substitution.apply(to: tree, at: .root) ?? [:]
    substituted = substitution.replaced
    for unset in substitution.unset { report(unset) }
  }

  /// A function of its own, so that no copy of the variables is left when one is added.
  private func withVariables(_ text: String) -> String? {
    var substitution = VariableSubstitution(environment.environment)
    return substitution.apply(to: .string(text), at: .root)?.stringValue
  }

  /// The entries of `env.vars`, then those of `env` itself.
  private var environmentEntries: [(name: String, value: String)] {
    let section = tree["env"]?.objectValue?.entries ?? []
    let inner = tree["env"]?["vars"]?.objectValue?.entries ?? []
    return (inner + section).compactMap { entry in entry.value.stringValue.map { (entry.key, $0) } }
  }

  private mutating func report(_ unset: VariableSubstitution.Unset) {
    let problem = source.problem(
      "needs the variable \(unset.name), which is not set", at: unset.path,
      remedy: "Set it in the environment or in \(path.parent.appending(".env").abbreviated(home: home))")
    if ConfigurationRegistry.key(at: unset.path)?.isNeededToStart ?? false {
      issues.append(problem)
    } else {
      warnings.append(problem)
    }
  }

  /// Compares the values with the registry, and the version that wrote them with this one.
  mutating func validate(version: String?) {
    guard exists, !source.parts.isEmpty else { return }
    var validator = ConfigurationValidator(source: source, hidden: substituted)
    validator.validate(tree)
    issues += validator.issues
    warnings += validator.warnings
    if let version, let written = tree["meta"]?["lastTouchedVersion"]?.stringValue,
      let ours = ConfigurationVersion(version), let theirs = ConfigurationVersion(written), ours < theirs
    {
      warnings.append(
        source.problem(
          "is \(written), newer than this program's \(version)",
          at: ConfigurationSnapshot.versionPath))
    }
  }

  /// The result of the steps taken.
  var snapshot: ConfigurationSnapshot {
    let values = ConfigurationValues(tree: tree, home: home, directory: path.parent)
    return ConfigurationSnapshot(
      path: path, exists: exists, bytes: bytes, issues: issues.bounded(in: path), warnings: warnings.bounded(in: path),
      configuration: GatewayConfiguration(values, environment: environment.environment), environment: environment,
      revealed: RevealedTree(tree, hidden: substituted),
      files: source.parts.isEmpty ? [path] : source.parts.map(\.file), sources: sources, isReadable: isReadable)
  }
}

/// A command line of a unit: one value of `ExecStart=` (`systemd.service(5)`, "Command lines").
package struct UnitCommand: Hashable, Sendable {
  /// The program's path.
  package let executable: String
  /// The words the process gets, the first of them its own name.
  package let arguments: [String]

  /// A command from its parts.
  package init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// The program's path and its arguments without its own name.
  var words: [String] { [executable] + arguments.dropFirst() }

  /// Reads the first command of a value.
  ///
  /// Variables and specifiers other than `$$` and `%%` stay as they are, since they depend on the manager. Nil when
  /// systemd would refuse the line.
  package init?(_ value: String) {
    guard let words = SystemdWords.split(value, as: .command), let first = words.first else { return nil }
    let prefixes = first.prefix { "@-:+!".contains($0) }
    let path = String(first.dropFirst(prefixes.count)).halving("%")
    var arguments = words.dropFirst().map { $0.halving("%") }
    if !prefixes.contains(":") { arguments = arguments.map { $0.halving("$") } }
    guard !path.isEmpty, !prefixes.contains("@") || !arguments.isEmpty else { return nil }
    self.init(executable: path, arguments: prefixes.contains("@") ? arguments : [path] + arguments)
  }
}

extension String {
  /// The text with each pair of a sign reduced to one, from left to right.
  func halving(_ sign: Unicode.Scalar) -> String {
    var halved = String.UnicodeScalarView()
    var isSecond = false
    for scalar in unicodeScalars {
      isSecond = scalar == sign && !isSecond && halved.last == sign
      if !isSecond { halved.append(scalar) }
    }
    return String(halved)
  }
}

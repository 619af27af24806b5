/// A process told apart from every other that has or will have its number: `proc_pid_stat(5)`.
package struct ProcessIdentity: Hashable, Sendable {
  package let processIdentifier: Int32
  /// When it started, in clock ticks since the machine's start.
  package let startTicks: UInt64

  package init(processIdentifier: Int32, startTicks: UInt64) {
    self.processIdentifier = processIdentifier
    self.startTicks = startTicks
  }

  /// Whether this very process runs; one that has ended and was not waited for does not.
  package var isRunning: Bool { ProcessStatus.read(processIdentifier)?.identity == self }
}

/// What the kernel says of a process in one line: `/proc/PID/stat`.
package struct ProcessStatus: Hashable, Sendable {
  package let identity: ProcessIdentity
  package let session: Int32

  /// The status of a process; nil when it has ended.
  package static func read(_ processIdentifier: Int32) -> ProcessStatus? {
    do {
      let line = try Files.readPrefix(of: ListeningSockets.proc.appending("\(processIdentifier)/stat"), count: 4096)
      return line.flatMap { ProcessStatus(processIdentifier, line: String(decoding: $0, as: UTF8.self)) }
    } catch { return nil }
  }

  /// The fields after the program's name, which may itself hold blanks and parentheses.
  init?(_ processIdentifier: Int32, line: String) {
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19, !["Z", "X"].contains(fields[0]), let session = Int32(fields[3]),
      let ticks = UInt64(fields[19])
    else { return nil }
    identity = ProcessIdentity(processIdentifier: processIdentifier, startTicks: ticks)
    self.session = session
  }
}

/// The processes of this machine, as far as this user may look at them.
package enum ProcessTable {
  /// The numbers of all processes in `/proc`.
  package static func all() throws(SystemError) -> [Int32] {
    (try Files.list(ListeningSockets.proc) ?? []).compactMap { Int32($0) }
  }

  /// Whether a process was started with this `NAME=value`: `/proc/PID/environ`.
  ///
  /// False for one that has ended or may not be looked at.
  package static func hasVariable(_ assignment: String, in processIdentifier: Int32) -> Bool {
    do {
      let block = try Files.read(ListeningSockets.proc.appending("\(processIdentifier)/environ"))
      return block?.split(separator: 0).contains { $0.elementsEqual(assignment.utf8) } ?? false
    } catch { return false }
  }
}

/// The life of the machine, or of the container, in which process numbers mean something.
package enum MachineLife {
  /// The kernel's id of this boot with this process's number space: `random(4)`, `pid_namespaces(7)`.
  package static func current() throws(SystemError) -> String {
    let boot = try Files.read(ListeningSockets.proc.appending("sys/kernel/random/boot_id"), limit: 64) ?? []
    let space = try Files.linkTarget(ListeningSockets.proc.appending("self/ns/pid")) ?? ""
    return "\(String(decoding: boot, as: UTF8.self).trimmingBlanks()) \(space)"
  }
}

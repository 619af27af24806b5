import Glibc
import Platform

/// `--force`: asks `lsof` who listens on the port, sends SIGTERM, waits for the port.
///
/// Never SIGKILL.
struct ListenerEviction {
  let port: Port
  let log: GatewayLog
  /// How long the listeners may take to go.
  static let patience = Duration.seconds(2)

  /// Ends the listeners, and says whether there was one.
  ///
  /// - Throws: `StartRefusal` when `lsof` is missing, or when somebody still listens after the wait.
  func run() throws(StartRefusal) -> Bool {
    let lsof = try findLsof()
    let listeners = try listeners(lsof)
    guard !listeners.isEmpty else {
      log.info("--force: nothing listens on port \(port)")
      return false
    }
    for listener in listeners {
      log.warn("--force: SIGTERM to process \(listener.processIdentifier) (\(listener.command)) on port \(port)")
      guard kill(listener.processIdentifier, SIGTERM) == 0 || errno == ESRCH else {
        throw refusal("process \(listener.processIdentifier) cannot be signalled: \(SystemError(call: "kill").reason)")
      }
    }
    try waitUntilGone(listeners, lsof)
    return true
  }

  /// A process that lsof named.
  struct Listener: Hashable {
    let processIdentifier: Int32
    let command: String
  }

  /// Reads `lsof -Fpc`: a line `p<pid>` for each process, then `c<command>`.
  static func parse(_ output: [UInt8]) -> [Listener] {
    var listeners: [Listener] = []
    var processIdentifier: Int32?
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line.dropFirst(), as: UTF8.self)
      if line.first == UInt8(ascii: "p") {
        processIdentifier = Int32(text)
      } else if line.first == UInt8(ascii: "c"), let identifier = processIdentifier.take(), identifier > 1 {
        listeners.append(Listener(processIdentifier: identifier, command: text))
      }
    }
    return listeners
  }

  private func findLsof() throws(StartRefusal) -> AbsolutePath {
    let directories = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"].compactMap { AbsolutePath($0) }
    do throws(SystemError) {
      if let lsof = try Subprocess.find("lsof", in: directories) { return lsof }
    } catch {
      throw refusal(error.description)
    }
    throw StartRefusal(
      .failed, "--force failed", place: "port \(port)", reason: "lsof is not installed",
      remedy: "install lsof (apt-get install lsof), or stop the listener yourself")
  }

  private func listeners(_ lsof: AbsolutePath) throws(StartRefusal) -> [Listener] {
    do throws(SystemError) {
      let result = try Subprocess.run(
        lsof, ["-w", "-nP", "-iTCP:\(port)", "-sTCP:LISTEN", "-Fpc"], environment: Environment(["LC_ALL": "C"]),
        deadline: .after(.seconds(5)))
      // Exit status 1 without a word means that nothing listens.
      if result.termination == .exited(0) || result.termination == .exited(1) && result.standardError.isEmpty {
        return Self.parse(result.standardOutput)
      }
      throw SystemError(
        code: EIO, call: "lsof", subject: String(decoding: result.standardError.prefix(200), as: UTF8.self))
    } catch {
      throw refusal(error.description)
    }
  }

  /// Waits for each process's own end (`pidfd_open(2)`) rather than for a guess at time.
  private func waitUntilGone(_ listeners: [Listener], _ lsof: AbsolutePath) throws(StartRefusal) {
    let deadline = Deadline.after(Self.patience)
    for listener in listeners { wait(for: listener, until: deadline) }
    let left = try self.listeners(lsof)
    guard left.isEmpty else {
      let names = left.map { "\($0.processIdentifier) (\($0.command))" }.joined(separator: ", ")
      throw refusal("still listening after SIGTERM: \(names)", kind: .portHeld)
    }
  }

  /// A process that cannot be held is not waited for: whether it listens is looked at again.
  private func wait(for listener: Listener, until deadline: Deadline) {
    do throws(SystemError) {
      if let process = try ProcessHandle(listener.processIdentifier) { _ = process.waitForEnd(until: deadline) }
    } catch {
      log.debug("process \(listener.processIdentifier): \(error.description)")
    }
  }

  private func refusal(_ reason: String, kind: StartRefusal.Kind = .failed) -> StartRefusal {
    StartRefusal(kind, "--force failed", place: "port \(port)", reason: reason, remedy: "stop the listener yourself")
  }
}

import CSystemd
import Glibc
import Platform

/// A connection of sd-bus, to a message bus or to a manager's private socket.
package final class SystemdBus: BusConnection {
  private let bus: OpaquePointer
  /// Whether the peer is the manager itself, with no bus between.
  private let isDirect: Bool

  /// Connects to a socket and finishes the handshake: `sd_bus_start(3)`.
  ///
  /// - Throws: `BusError.system` when nothing listens there or the peer refuses.
  package init(socket: AbsolutePath, isDirect: Bool, deadline: Deadline) throws(BusError) {
    bus = try BusError.wrapping { () throws(SystemError) in try Self.start(socket, isDirect) }
    self.isDirect = isDirect
    try waitUntilReady(socket, deadline)
  }

  deinit { sd_bus_close_unref(bus) }

  private static func start(_ socket: AbsolutePath, _ isDirect: Bool) throws(SystemError) -> OpaquePointer {
    var made: OpaquePointer?
    try busChecked("sd_bus_new") { sd_bus_new(&made) }
    guard let bus = made else { throw SystemError(code: ENOMEM, call: "sd_bus_new") }
    do {
      let address = "unix:path=" + escaped(socket.string)
      try busChecked("sd_bus_set_address") { sd_bus_set_address(bus, address) }
      try busChecked("sd_bus_set_bus_client") { sd_bus_set_bus_client(bus, isDirect ? 0 : 1) }
      try busChecked("sd_bus_start", socket.string) { sd_bus_start(bus) }
      return bus
    } catch {
      sd_bus_close_unref(bus)
      throw error
    }
  }

  package func call(_ method: BusMethod, deadline: Deadline) throws(BusError) -> [BusValue] {
    let reply = try answer(to: method, deadline)
    return try BusError.wrapping { () throws(SystemError) in try reply.readAll() }
  }

  package func properties(
    _ names: Set<String>, of path: String, destination: String, deadline: Deadline
  ) throws(BusError) -> [String: BusValue] {
    let method = BusMethod(
      destination: destination, path: path, interface: "org.freedesktop.DBus.Properties", member: "GetAll",
      arguments: [.string("")])
    let reply = try answer(to: method, deadline)
    return try BusError.wrapping { () throws(SystemError) in try reply.readProperties(names) }
  }

  package func subscribe(_ rule: String, deadline: Deadline) throws(BusError) {
    if isDirect { return }
    let method = BusMethod(
      destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus",
      member: "AddMatch", arguments: [.string(rule)])
    _ = try answer(to: method, deadline)
  }

  package func nextSignal(deadline: Deadline) throws(BusError) -> BusSignal? {
    while true {
      let (hasWorked, message) = try process()
      if let message, let signal = try message.signal() { return signal }
      if hasWorked { continue }
      if deadline.hasPassed { return nil }
      try wait(deadline)
    }
  }

  private func waitUntilReady(_ socket: AbsolutePath, _ deadline: Deadline) throws(BusError) {
    while sd_bus_is_ready(bus) <= 0 {
      if try process().hasWorked { continue }
      if deadline.hasPassed { throw .timedOut(call: "connect \(socket)") }
      try wait(deadline)
    }
  }

  /// Does one piece of the connection's work: `sd_bus_process(3)`.
  private func process() throws(BusError) -> (hasWorked: Bool, message: BusMessage?) {
    var message: OpaquePointer?
    let worked = try BusError.wrapping { () throws(SystemError) in
      try busChecked("sd_bus_process") { sd_bus_process(bus, &message) }
    }
    return (worked > 0, message.map(BusMessage.init(taking:)))
  }

  private func wait(_ deadline: Deadline) throws(BusError) {
    let result = sd_bus_wait(bus, deadline.remainingMicroseconds)
    if result < 0 && result != -EINTR { throw .system(SystemError(code: -result, call: "sd_bus_wait")) }
  }

  private func answer(to method: BusMethod, _ deadline: Deadline) throws(BusError) -> BusMessage {
    let request = try BusError.wrapping { () throws(SystemError) in try message(for: method) }
    var failure = sd_bus_error()
    var reply: OpaquePointer?
    let result = sd_bus_call(bus, request.raw, deadline.remainingMicroseconds, &failure, &reply)
    defer { sd_bus_error_free(&failure) }
    if result >= 0, let reply { return BusMessage(taking: reply) }
    if result == -ETIMEDOUT { throw .timedOut(call: method.member) }
    guard let name = failure.name else { throw .system(SystemError(code: -result, call: method.member)) }
    let text = failure.message.map { String(cString: $0) } ?? ""
    throw .answered(ManagerAnswer(call: method.member, name: String(cString: name), message: text))
  }

  private func message(for method: BusMethod) throws(SystemError) -> BusMessage {
    var made: OpaquePointer?
    let destination = isDirect ? nil : method.destination
    try busChecked("sd_bus_message_new_method_call", method.member) {
      sd_bus_message_new_method_call(bus, &made, destination, method.path, method.interface, method.member)
    }
    guard let made else { throw SystemError(code: ENOMEM, call: "sd_bus_message_new_method_call") }
    let message = BusMessage(taking: made)
    for argument in method.arguments { try message.append(argument) }
    return message
  }

  /// A path in an address: bytes outside the specification's plain set as `%` and two digits.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      byte.isASCIIAlphanumeric || "-_/.".utf8.contains(byte)
        ? String(Character(Unicode.Scalar(byte))) : "%" + [byte].hexadecimal
    }.joined()
  }
}

extension BusMessage {
  /// The signal this message is; nil for any other kind.
  fileprivate func signal() throws(BusError) -> BusSignal? {
    guard sd_bus_message_is_signal(raw, nil, nil) > 0 else { return nil }
    let text = { (pointer: UnsafePointer<CChar>?) in pointer.map { String(cString: $0) } ?? "" }
    let arguments = try BusError.wrapping { () throws(SystemError) in try readAll() }
    return BusSignal(
      path: text(sd_bus_message_get_path(raw)), interface: text(sd_bus_message_get_interface(raw)),
      member: text(sd_bus_message_get_member(raw)), arguments: arguments)
  }
}

extension Deadline {
  /// What is left for libsystemd, where zero would mean its own default.
  fileprivate var remainingMicroseconds: UInt64 { UInt64(max(1, remaining.nanoseconds / 1000)) }
}

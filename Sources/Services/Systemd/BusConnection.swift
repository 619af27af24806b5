import Platform

/// A method call of D-Bus.
package struct BusMethod: Hashable, Sendable {
  /// The peer's name; connections without a bus between leave it out.
  package let destination: String
  /// The object that is called, or that sends.
  package let path: String
  /// The interface of the object.
  package let interface: String
  /// The method or signal.
  package let member: String
  /// What goes with it, in order.
  package let arguments: [BusValue]

  /// A message from its parts.
  package init(
    destination: String, path: String, interface: String, member: String, arguments: [BusValue] = []
  ) {
    self.destination = destination
    self.path = path
    self.interface = interface
    self.member = member
    self.arguments = arguments
  }
}

/// A signal of D-Bus.
package struct BusSignal: Hashable, Sendable {
  /// The object that is called, or that sends.
  package let path: String
  /// The interface of the object.
  package let interface: String
  /// The method or signal.
  package let member: String
  /// What goes with it, in order.
  package let arguments: [BusValue]

  /// A message from its parts.
  package init(path: String, interface: String, member: String, arguments: [BusValue]) {
    self.path = path
    self.interface = interface
    self.member = member
    self.arguments = arguments
  }
}

/// Why a call over D-Bus gave no answer.
package enum BusError: Error, Hashable, Sendable {
  /// The peer answered with an error.
  case answered(ManagerAnswer)
  /// The connection failed under the call.
  case system(SystemError)
  case timedOut(call: String)

  /// Runs a piece of work on a connection whose failure is the connection's.
  static func wrapping<Value>(_ body: () throws(SystemError) -> Value) throws(BusError) -> Value {
    do { return try body() } catch { throw .system(error) }
  }
}

/// A connection to one service manager.
///
/// Used by one thread at a time.
package protocol BusConnection {
  /// Calls a method and waits for its answer, not longer than the deadline.
  func call(_ method: BusMethod, deadline: Deadline) throws(BusError) -> [BusValue]

  /// Reads all of an object's properties in one call and keeps those named: `org.freedesktop.DBus.Properties.GetAll`.
  func properties(
    _ names: Set<String>, of path: String, destination: String, deadline: Deadline
  ) throws(BusError) -> [String: BusValue]

  /// Asks for the signals that a match rule describes. Without a bus between, all signals come anyway.
  func subscribe(_ rule: String, deadline: Deadline) throws(BusError)

  /// The next signal that has come or comes before the deadline; nil at the deadline.
  func nextSignal(deadline: Deadline) throws(BusError) -> BusSignal?
}

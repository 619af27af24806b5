import CLinux
import Glibc
import Platform

/// An epoll instance and the eventfd by which other threads end its wait: `epoll(7)`, `eventfd(2)`.
struct Poller: @unchecked Sendable {
  struct Event {
    let token: UInt64
    let readiness: Readiness
  }

  /// No descriptor has this token, since none is negative.
  static let wakeUpToken = UInt64.max
  /// A turn deals with at most this many descriptors; the rest is reported in the next.
  private static let eventLimit = 256

  private let descriptor: Int32
  private let wakeUpDescriptor: Int32
  private let failure: SystemError?
  private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: eventLimit)

  /// Both descriptors stay open as long as the process; a failure to make them is kept for `check`.
  init() {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else {
      (wakeUpDescriptor, failure) = (-1, SystemError(call: "epoll_create1"))
      return
    }
    wakeUpDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    var event = epoll_event(events: Interest.reading.rawValue, data: epoll_data(u64: Self.wakeUpToken))
    let isReady = wakeUpDescriptor >= 0 && epoll_ctl(descriptor, EPOLL_CTL_ADD, wakeUpDescriptor, &event) == 0
    failure = isReady ? nil : SystemError(call: "eventfd")
  }

  /// Throws what went wrong when the poller was made.
  func check() throws(SystemError) {
    if let failure { throw failure }
  }

  func add(_ watched: Int32, _ interest: Interest, _ token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_ADD, watched, interest, token)
  }

  func change(_ watched: Int32, _ interest: Interest, _ token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_MOD, watched, interest, token)
  }

  /// Has no failure worth telling: a descriptor that is not watched is what the caller wants.
  func remove(_ watched: Int32) { epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, nil) }

  private func control(
    _ operation: Int32, _ watched: Int32, _ interest: Interest, _ token: UInt64
  ) throws(SystemError) {
    var event = epoll_event(events: interest.rawValue, data: epoll_data(u64: token))
    try checked("epoll_ctl") { epoll_ctl(descriptor, operation, watched, &event) }
  }

  /// Waits until something is ready or the deadline has passed; forever without one.
  ///
  /// An interrupting signal ends the wait.
  func wait(_ deadline: Deadline?) throws(SystemError) -> some Sequence<Event> {
    let count = epoll_wait(descriptor, events, Int32(Self.eventLimit), deadline?.remainingMilliseconds ?? -1)
    if count < 0, errno != EINTR { throw SystemError(call: "epoll_wait") }
    return UnsafeBufferPointer(start: events, count: max(0, Int(count))).lazy.map {
      Event(token: $0.data.u64, readiness: Readiness(rawValue: $0.events))
    }
  }

  /// Ends the wait; callable from any thread.
  func wakeUp() {
    var one: UInt64 = 1
    // The counter cannot overflow: it is reset at each wake-up, and one is added only when the inbox was empty.
    _ = write(wakeUpDescriptor, &one, 8)
  }

  func acknowledgeWakeUp() {
    var counter: UInt64 = 0
    _ = read(wakeUpDescriptor, &counter, 8)
  }
}

extension Deadline {
  /// A deadline that has always passed.
  static let distantPast = Deadline(nanoseconds: 0)
}

import CLinux
import Glibc
import Platform
import Synchronization

/// The one loop: it waits for descriptors, timers and jobs, on one thread, and is the executor of `LoopActor`.
///
/// A turn is one `epoll_wait`, then what became ready, the timers that are due, the jobs that were waiting, and last
/// the end-of-turn work, in which each connection writes once whatever the turn has produced for it.
package final class EventLoop: SerialExecutor, TaskExecutor {
  /// The process's loop.
  ///
  /// It does nothing until `run`.
  package static let shared = EventLoop()

  private let poller = Poller()
  private let inbox: JobInbox
  /// `pthread_self` of the thread inside `run`, or zero.
  private let thread = Atomic<UInt>(0)
  @LoopActor private var jobs: [UnownedJob] = []
  @LoopActor private var watchers = WatcherTable()
  @LoopActor private var timers = TimerHeap()
  @LoopActor private var endingTurn: [any TurnParticipant] = []
  @LoopActor private var isStopping = false
  /// How late timers were called: whatever keeps the loop from them keeps it from everything else.
  @LoopActor package private(set) var delays = DelayHistogram()
  /// What connections read into, and the output buffers that no connection needs at the moment.
  @LoopActor let buffers = SharedBuffers()

  private init() { inbox = JobInbox(wakingBy: poller.wakeUp) }

  // MARK: Running

  /// Turns on the calling thread until `stop`, beginning with `start`.
  ///
  /// - Throws: `SystemError` when epoll cannot be had.
  package func run(_ start: @escaping @LoopActor @Sendable () -> Void) throws(SystemError) {
    try poller.check()
    let wasIdle = thread.compareExchange(expected: 0, desired: pthread_self(), ordering: .acquiringAndReleasing)
      .exchanged
    precondition(wasIdle, "the loop runs already")
    defer { thread.store(0, ordering: .releasing) }
    LoopActor.assumeIsolated {
      isStopping = false
      start()
    }
    while try LoopActor.assumeIsolated({ () throws(SystemError) in try turn() }) {}
  }

  /// Ends `run` after the turn under way.
  @LoopActor package func stop() { isStopping = true }

  @LoopActor private func turn() throws(SystemError) -> Bool {
    let mayWait = jobs.isEmpty && endingTurn.isEmpty && !isStopping
    for event in try poller.wait(mayWait ? timers.firstDeadline : .distantPast) { dispatch(event) }
    fireTimers()
    runJobs()
    endTurn()
    return !isStopping
  }

  @LoopActor private func dispatch(_ event: Poller.Event) {
    if event.token == Poller.wakeUpToken {
      poller.acknowledgeWakeUp()
      jobs += inbox.takeAll()
    } else if let watcher = watchers[event.token] {
      watcher.becameReady(event.readiness)
    }
  }

  @LoopActor private func fireTimers() {
    guard let first = timers.firstDeadline, first.hasPassed else { return }
    let now = Deadline.after(.zero)
    while let timer = timers.takeFirst(dueAt: now) {
      delays.add(nanoseconds: now.nanoseconds - timer.moment.deadline.nanoseconds)
      timer.fire()
    }
  }

  /// Runs the jobs that wait now; those they enqueue run in the next turn, so that descriptors get theirs in between.
  @LoopActor private func runJobs() {
    guard !jobs.isEmpty else { return }
    let waiting = jobs
    jobs.removeAll(keepingCapacity: true)
    let (actor, preference) = (asUnownedSerialExecutor(), asUnownedTaskExecutor())
    for job in waiting { job.runSynchronously(isolatedTo: actor, taskExecutor: preference) }
  }

  @LoopActor private func endTurn() {
    while !endingTurn.isEmpty {
      let participants = endingTurn
      endingTurn.removeAll()
      for participant in participants { participant.turnEnds() }
    }
  }

  // MARK: Executor

  /// Takes a job of the actor, or of a task that prefers the loop, from any thread.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    guard isOnLoopThread else { return inbox.add(job) }
    LoopActor.assumeIsolated { jobs.append(job) }
  }

  /// Stops the program when it is called off the loop's thread.
  package func checkIsolated() { precondition(isOnLoopThread, "not on the loop's thread") }

  /// Whether the caller is on the loop's thread.
  package func isIsolatingCurrentContext() -> Bool? { isOnLoopThread }

  private var isOnLoopThread: Bool { thread.load(ordering: .relaxed) == pthread_self() }

  // MARK: Descriptors

  /// Tells the watcher whenever the descriptor is ready, and holds the watcher until `forget`: `epoll_ctl(2)`.
  @LoopActor package func watch(
    _ descriptor: Int32, for interest: Interest, _ watcher: any DescriptorWatcher
  ) throws(SystemError) {
    let token = watchers.add(watcher, for: descriptor)
    do {
      try poller.add(descriptor, interest, token)
    } catch {
      watchers.remove(descriptor)
      throw error
    }
  }

  /// Changes what a watched descriptor is watched for.
  @LoopActor package func change(_ descriptor: Int32, to interest: Interest) throws(SystemError) {
    guard let token = watchers.token(of: descriptor) else { return }
    try poller.change(descriptor, interest, token)
  }

  /// Watches a descriptor no longer.
  ///
  /// To be called before it is closed; what epoll has already reported is dropped.
  @LoopActor package func forget(_ descriptor: Int32) {
    guard watchers.remove(descriptor) else { return }
    poller.remove(descriptor)
  }

  // MARK: Time

  /// Calls the action once, no earlier than `delay` from now by the monotonic clock.
  @discardableResult
  @LoopActor package func schedule(after delay: Duration, _ action: @escaping @LoopActor () -> Void) -> LoopTimer {
    let timer = LoopTimer(action)
    timers.add(timer, at: .after(delay))
    return timer
  }

  @LoopActor func cancel(_ timer: LoopTimer) { timers.remove(timer) }

  /// Calls the participant once at the end of this turn.
  @LoopActor func atEndOfTurn(_ participant: any TurnParticipant) { endingTurn.append(participant) }
}

import Synchronization

/// Jobs that other threads hand to the loop.
final class JobInbox: Sendable {
  private let jobs = Mutex<[UnownedJob]>([])
  private let wakeUp: @Sendable () -> Void

  init(wakingBy wakeUp: @escaping @Sendable () -> Void) { self.wakeUp = wakeUp }

  /// Adds a job, and wakes the loop when it is the first since the last `takeAll`.
  func add(_ job: UnownedJob) {
    let isFirst = jobs.withLock { jobs in
      jobs.append(job)
      return jobs.count == 1
    }
    if isFirst { wakeUp() }
  }

  /// Takes the jobs in the order they came.
  ///
  /// To be called after the wake-up has been acknowledged.
  func takeAll() -> [UnownedJob] {
    jobs.withLock { jobs in
      defer { jobs = [] }
      return jobs
    }
  }
}

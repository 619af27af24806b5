import Platform
import Profiles
import Services

/// Reads the last lines of a service's run: from where its manager keeps them, and from the gateway's file when that has
/// nothing.
package struct LastRunReader: Sendable {
  /// Where a manager keeps what a service says.
  package enum Sink: Hashable, Sendable {
    /// systemd's journal.
    case journal
    /// What a service of launchd's prints to standard error; standard output is the gateway's own log.
    case standardError(AbsolutePath)
    /// All that a service of our supervisor's prints.
    case output(AbsolutePath)

    /// The sink of a profile's service.
    package init(_ manager: ServiceManagerKind, of profile: Profile) {
      switch manager {
      case .systemd: self = .journal
      case .launchd: self = .standardError(LaunchAgent.errorLog(of: profile))
      case .supervisor: self = .output(SupervisorPlaces(home: profile.home).output(of: profile))
      }
    }
  }

  /// The service's unit.
  package let unit: String
  /// Whose manager runs it.
  package let scope: ServiceScope
  /// The user whose manager it is, or whom the service runs as.
  package let userID: UInt32
  /// The run; nil for whichever was last.
  package let run: ServiceRun?
  /// The gateway's own log, for when the sink has nothing.
  package let logFile: AbsolutePath
  /// The sink of the service's manager.
  package let sink: Sink

  /// How many lines are kept; one more when the manager has something to say.
  static let count = 5
  /// How much of the end of the file is looked at: 64 KiB.
  static let tail = 65_536

  /// A reader of one run's lines, or of the last run's.
  package init(
    unit: String, scope: ServiceScope, userID: UInt32, run: ServiceRun?, logFile: AbsolutePath,
    sink: Sink = .journal
  ) {
    self.unit = unit
    self.scope = scope
    self.userID = userID
    self.run = run
    self.logFile = logFile
    self.sink = sink
  }

  /// The last lines; nil when neither source has any.
  package func read() -> LastRun? {
    switch sink {
    case .journal: fromJournal() ?? fromFile()
    case .standardError: fromFile()
    case .output(let path): fromOutput(path) ?? fromFile()
    }
  }

  /// The last lines of a run that has ended just now: the journal learns of a line a moment after it was written.
  package func read(waitingUntil deadline: Deadline) -> LastRun? {
    while true {
      if deadline.hasPassed || hasOwnLines { return read() }
      deadline.pause(.milliseconds(20))
    }
  }

  private var hasOwnLines: Bool {
    if sink != .journal { return true }
    do { return try !lines(1, by: .service).isEmpty } catch { return true }
  }

  private func fromJournal() -> LastRun? {
    do {
      let own = try lines(Self.count, by: .service).map { (line: $0, isManagers: false) }
      let managers = try lines(max(1, Self.count - own.count), by: .manager).map { (line: $0, isManagers: true) }
      let entries = (own + managers).sorted { $0.line.time < $1.line.time }.map {
        LastRun.Line($0.line.message, isManagers: $0.isManagers, isError: $0.line.priority <= 3)
      }
      return entries.isEmpty ? nil : LastRun(entries: entries, source: .journal)
    } catch { return nil }
  }

  /// What the service said comes first: its manager's lines only say that it ended.
  private func lines(_ count: Int, by speaker: JournalQuery.Speaker) throws(SystemError) -> [JournalLine] {
    let query = JournalQuery(unit: unit, scope: scope, userID: userID, run: run, speakers: [speaker])
    if case .lines(let lines) = try Journal.last(count, of: query) { return lines }
    return []
  }

  /// What the service has printed to standard error, whose lines bear no times: nothing when they are older than the run.
  private func lastErrors(since start: String) -> [LastRun.Line] {
    var lines: [LastRun.Line] = []
    do {
      guard case .standardError(let file) = sink, let written = try Files.status(file)?.modificationTime,
        written.iso8601 >= start
      else { return [] }
      try FileGenerations(file, count: 1, limit: Self.tail).visitFromEnd { bytes in
        let text = String(decoding: Array(bytes), as: UTF8.self)
        if !text.trimmingBlanks().isEmpty { lines.append(LastRun.Line(text)) }
        return lines.count < Self.count
      }
    } catch { return [] }
    return lines.reversed()
  }

  /// What the service has printed since its run began, if that is the run that is asked about.
  private func fromOutput(_ path: AbsolutePath) -> LastRun? {
    let lines: [LogLine]
    do {
      lines = try LogPlaces.Place.output(path).last(Self.count + 1, before: nil, ofLastRun: true, run: nil)
    } catch { return nil }
    if let first = lines.first(where: \.beginsRun), !isOfRun(first) { return nil }
    let entries = lines.filter { !$0.beginsRun }.suffix(Self.count).map { LastRun.Line($0) }
    return entries.isEmpty ? nil : LastRun(entries: entries, source: .output)
  }

  /// Whether a line that begins a run begins this one.
  private func isOfRun(_ line: LogLine) -> Bool {
    if let id = run?.id, line.run != id { return false }
    // Times are RFC 3339 in UTC, which compare as texts.
    return line.time ?? "" >= run?.start?.iso8601 ?? ""
  }

  private func fromFile() -> LastRun? {
    let isUntilRun = sink != .journal
    var start = run?.start?.iso8601 ?? ""
    var entries: [LastRun.Line] = []
    do {
      try FileGenerations(logFile, count: LogPlaces.generations, limit: Self.tail).visitFromEnd { bytes in
        guard let line = LogLine(record: bytes) else { return true }
        // Times are RFC 3339 in UTC, which compare as texts.
        if line.time ?? "" < start { return false }
        if line.beginsRun { start = max(start, line.time ?? "") } else { entries.append(LastRun.Line(line)) }
        return entries.count < Self.count && !(isUntilRun && line.beginsRun)
      }
    } catch { return nil }
    entries = lastErrors(since: start) + entries.reversed()
    return entries.isEmpty ? nil : LastRun(entries: entries, source: .file)
  }
}

extension LastRun.Line {
  fileprivate init(_ line: LogLine) {
    self.init(line.message, isManagers: line.isManagers, isError: ["error", "fatal"].contains(line.level))
  }
}

import Platform
import Services

/// Reads the last lines of a service's run: from the journal, and from the gateway's file when the journal has nothing.
package struct LastRunReader: Sendable {
  /// The service's unit.
  package let unit: String
  /// Whose manager runs it.
  package let scope: ServiceScope
  /// The user whose manager it is, or whom the service runs as.
  package let userID: UInt32
  /// The run; nil for whichever was last.
  package let run: ServiceRun?
  /// The gateway's own log, for when the journal has nothing.
  package let logFile: AbsolutePath
  /// Where launchd keeps the service's standard error; nil for a service whose manager has a journal.
  package let errorFile: AbsolutePath?

  /// How many lines are kept; one more when the manager has something to say.
  static let count = 5
  /// How much of the end of the file is looked at: 64 KiB.
  static let tail = 65_536

  /// A reader of one run's lines, or of the last run's.
  package init(
    unit: String, scope: ServiceScope, userID: UInt32, run: ServiceRun?, logFile: AbsolutePath,
    errorFile: AbsolutePath? = nil
  ) {
    self.unit = unit
    self.scope = scope
    self.userID = userID
    self.run = run
    self.logFile = logFile
    self.errorFile = errorFile
  }

  /// The last lines; nil when neither source has any.
  package func read() -> LastRun? {
    errorFile == nil ? fromJournal() ?? fromFile() : fromFile()
  }

  /// The last lines of a run that has ended just now: the journal learns of a line a moment after it was written.
  package func read(waitingUntil deadline: Deadline) -> LastRun? {
    while true {
      if deadline.hasPassed || hasOwnLines { return read() }
      deadline.pause(.milliseconds(20))
    }
  }

  private var hasOwnLines: Bool {
    if errorFile != nil { return true }
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
      guard let file = errorFile, let written = try Files.status(file)?.modified, written.iso8601 >= start else {
        return []
      }
      try FileGenerations(file, count: 1, limit: Self.tail).visitFromEnd { bytes in
        let text = String(decoding: Array(bytes), as: UTF8.self)
        if !text.trimmingBlanks().isEmpty { lines.append(LastRun.Line(text)) }
        return lines.count < Self.count
      }
    } catch { return [] }
    return lines.reversed()
  }

  private func fromFile() -> LastRun? {
    var start = run?.start?.iso8601 ?? ""
    var entries: [LastRun.Line] = []
    do {
      try FileGenerations(logFile, count: LogPlaces.generations, limit: Self.tail).visitFromEnd { bytes in
        guard let line = LogLine(record: bytes) else { return true }
        // Times are RFC 3339 in UTC, which compare as texts.
        if line.time ?? "" < start { return false }
        if line.beginsRun { start = max(start, line.time ?? "") } else { entries.append(LastRun.Line(line)) }
        return entries.count < Self.count && !(errorFile != nil && line.beginsRun)
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

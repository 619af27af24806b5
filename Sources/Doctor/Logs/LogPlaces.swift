import Platform
import Services

/// Where a service's lines may be, the sink in use first.
package struct LogPlaces: Sendable {
  /// A sink that keeps lines.
  package enum Place: Hashable, Sendable {
    /// The journal, with the query for the service's lines.
    case journal(JournalQuery)
    /// What a supervised service prints.
    case output(AbsolutePath)
    /// The gateway's own file of JSON lines.
    case file(AbsolutePath)

    /// The word for scripts.
    package var source: String {
      switch self {
      case .journal: "journal"
      case .output: "output"
      case .file: "file"
      }
    }

    /// The file; nil for the journal.
    package var path: AbsolutePath? {
      switch self {
      case .journal: nil
      case .output(let path), .file(let path): path
      }
    }
  }

  /// The places, in the order in which they are asked.
  package let places: [Place]

  /// The places in an order.
  package init(_ places: [Place]) { self.places = places }

  /// How many files a sink has at most, the gateway's own being more than the supervisor's.
  static let generations = 5

  /// The last lines of the first place that has any.
  ///
  /// - Parameters:
  ///   - ofLastRun: whether only lines of the last run count.
  ///   - run: the last run as the manager knows it.
  /// - Throws: `SystemError` when no place has any and one of them may not be read.
  package func last(_ count: Int, ofLastRun: Bool, run: ServiceRun?) throws(SystemError) -> LogExcerpt? {
    var problem: SystemError?
    for place in places {
      do {
        let lines = try place.last(count, before: nil, ofLastRun: ofLastRun, run: run)
        if !lines.isEmpty { return LogExcerpt(place: place, lines: lines) }
      } catch { problem = problem ?? error }
    }
    if let problem { throw problem }
    return nil
  }
}

/// Lines and the sink they were read from.
package struct LogExcerpt: Hashable, Sendable {
  /// The sink.
  package let place: LogPlaces.Place
  /// The lines, the oldest first.
  package let lines: [LogLine]

  /// Lines of a sink.
  package init(place: LogPlaces.Place, lines: [LogLine]) {
    self.place = place
    self.lines = lines
  }
}

extension LogPlaces.Place {
  /// The last lines of this place alone, the oldest first.
  ///
  /// - Parameter position: where its file is taken to end.
  func last(
    _ count: Int, before position: FilePosition?, ofLastRun: Bool, run: ServiceRun?
  ) throws(SystemError) -> [LogLine] {
    switch self {
    case .journal(let query):
      guard let reader = try JournalReader(try ofLastRun ? query.lastRun(run) : query) else { return [] }
      return try reader.last(count).map { LogLine($0) }
    case .output(let path), .file(let path):
      var lines: [LogLine] = []
      try FileGenerations(path, count: LogPlaces.generations).visitFromEnd(before: position) { bytes in
        guard let line = line(bytes) else { return true }
        lines.append(line)
        return lines.count < count && !(ofLastRun && line.beginsRun)
      }
      return lines.reversed()
    }
  }

  /// A line as this place writes it; nil for what is none.
  func line(_ bytes: some Sequence<UInt8>) -> LogLine? {
    switch self {
    case .journal: nil
    case .output: LogLine(output: bytes)
    case .file: LogLine(record: bytes)
    }
  }
}

extension JournalQuery {
  /// The same lines of the last run alone: the manager's if it knows one, else that of the last line.
  fileprivate func lastRun(_ known: ServiceRun?) throws(SystemError) -> JournalQuery {
    var last = known?.id
    if last == nil, case .lines(let lines) = try Journal.last(1, of: self) { last = lines.last?.run }
    return JournalQuery(unit: unit, scope: scope, userID: userID, run: last.map { ServiceRun(id: $0) })
  }
}

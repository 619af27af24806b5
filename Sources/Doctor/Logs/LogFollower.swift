import Platform
import Services

/// The last lines of a gateway's log, and then every line that comes.
///
/// No line is missed or told twice between what was there and what comes.
package struct LogFollower {
  /// The sink that is followed.
  package let place: LogPlaces.Place
  /// The lines that were there, the oldest first.
  package let former: [LogLine]
  private let reader: Reader

  private enum Reader {
    case journal(JournalReader)
    case file(FileFollower)
  }

  /// How long a look at a file is away from the next.
  private static let pace = Duration.milliseconds(200)

  /// Follows the first place that has lines, else the first file; nil where there is neither.
  package static func follow(
    _ places: LogPlaces, last count: Int, ofLastRun: Bool
  ) throws(SystemError) -> LogFollower? {
    let found = try places.last(1, ofLastRun: false, run: nil)?.place
    guard let place = found ?? places.places.first(where: { $0.path != nil }) else { return nil }
    if case .journal(let query) = place {
      guard let reader = try JournalReader(query) else { return nil }
      let lines = try reader.last(count).map { LogLine($0) }
      let former = ofLastRun ? lines.filter { $0.run == lines.last?.run } : lines
      return LogFollower(place: place, former: former, reader: .journal(reader))
    }
    guard let path = place.path else { return nil }
    let follower = try FileFollower(path)
    let former = try place.last(count, before: follower.position, ofLastRun: ofLastRun, run: nil)
    return LogFollower(place: place, former: former, reader: .file(follower))
  }

  private init(place: LogPlaces.Place, former: [LogLine], reader: Reader) {
    self.place = place
    self.former = former
    self.reader = reader
  }

  /// The lines that have come; after a short wait there may be none.
  package func next() throws(SystemError) -> [LogLine] {
    var lines: [LogLine] = []
    switch reader {
    case .journal(let journal):
      while let line = try journal.next() { lines.append(LogLine(line)) }
      if lines.isEmpty { try journal.wait(.seconds(1)) }
    case .file(let file):
      lines = try file.lines().compactMap { place.line($0) }
      if lines.isEmpty { Deadline.after(Self.pace).pause(Self.pace) }
    }
    return lines
  }
}

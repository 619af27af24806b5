import Glibc
import JSON
import Platform

/// What a supervisor notes of a service, so that its successor can go on where it was killed.
package struct RunRecord: Hashable, Sendable {
  /// The unit of the service.
  package var unit: String
  /// The machine's life in which the numbers below mean something.
  package var machineLife: String
  /// Whether the service is meant to run.
  package var isWanted: Bool
  /// The run's id, noted before the process is made.
  package var run: String?
  /// The main process; nil while there is none.
  package var process: ProcessIdentity?
  /// When the run began; nil before the first one.
  package var start: Timestamp?
  /// The control group that was made for the run; nil where none may be made.
  package var controlGroup: AbsolutePath?
  /// Whether it has said that it is ready.
  package var isReady = false
  /// How often the service has started again by itself.
  package var restarts = 0

  /// A record of a service that has not run.
  package init(unit: String, machineLife: String, isWanted: Bool) {
    self.unit = unit
    self.machineLife = machineLife
    self.isWanted = isWanted
  }

  /// Reads the record of a unit; nil when there is none, or one of another life of the machine.
  package static func read(
    of unit: String, in places: SupervisorPlaces, machineLife: String
  ) throws(SystemError) -> RunRecord? {
    guard let bytes = try Files.read(places.record(of: unit), limit: 1 << 16) else { return nil }
    let record: RunRecord?
    do { record = RunRecord(try JSONReader.read(bytes)) } catch { return nil }
    return record?.machineLife == machineLife && record?.unit == unit ? record : nil
  }

  /// Writes the record in one step.
  ///
  /// It is for the time until the machine ends, so nothing is synchronised with the disk.
  package func write(in places: SupervisorPlaces) throws(SystemError) {
    let path = places.record(of: unit)
    let draft = "\(path).new"
    let file = Descriptor(
      taking: try checked("open", draft) { creat(draft, 0o600) })
    try file.writeAll(json.encoded(), subject: draft)
    try checked("rename", path.string) { rename(draft, path.string) }
  }

  private var json: JSONValue {
    var json: JSONObject = [
      "unit": .string(unit), "machineLife": .string(machineLife), "wanted": .bool(isWanted), "ready": .bool(isReady),
      "restarts": .integer(Int64(restarts)),
    ]
    json["run"] = run.map { .string($0) }
    json["pid"] = process.map { .integer(Int64($0.processIdentifier)) }
    json["startTicks"] = process.map { .integer(Int64(clamping: $0.startTicks)) }
    json["controlGroup"] = controlGroup.map { .string($0.string) }
    json["start"] = start.map { .integer($0.milliseconds) }
    return .object(json)
  }

  private init?(_ json: JSONValue) {
    guard let unit = json["unit"]?.stringValue, let life = json["machineLife"]?.stringValue,
      let isWanted = json["wanted"]?.boolValue
    else { return nil }
    self.init(unit: unit, machineLife: life, isWanted: isWanted)
    run = json["run"]?.stringValue
    isReady = json["ready"]?.boolValue ?? false
    restarts = json["restarts"]?.integerValue.map { Int(clamping: $0) } ?? 0
    controlGroup = json["controlGroup"]?.stringValue.flatMap(AbsolutePath.init)
    start = json["start"]?.integerValue.map { Timestamp(milliseconds: $0) }
    if let pid = json["pid"]?.integerValue, let ticks = json["startTicks"]?.integerValue {
      process = ProcessIdentity(processIdentifier: Int32(clamping: pid), startTicks: UInt64(clamping: ticks))
    }
  }
}

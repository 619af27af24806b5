/// A series that `/metrics` tells: its name, kind and meaning, each declared here and nowhere else.
struct MetricDefinition: Hashable, Sendable {
  /// What its value does.
  enum Kind: String, Hashable, Sendable {
    /// It only grows, from zero at the start.
    case counter
    /// It goes up and down.
    case gauge
    /// Counts by upper bound, a sum and a count.
    case histogram
  }

  let name: String
  let kind: Kind
  let help: String

  private init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  static let build = MetricDefinition("openclaw_build_info", .gauge, "Always 1; the version is the label.")
  static let ready = MetricDefinition("openclaw_ready", .gauge, "1 while a hello would succeed.")
  static let connections = MetricDefinition("openclaw_connections", .gauge, "Open connections of every kind.")
  static let clients = MetricDefinition("openclaw_clients", .gauge, "Clients that connect has admitted.")
  static let nodes = MetricDefinition("openclaw_nodes", .gauge, "Nodes that are connected.")
  static let accepted = MetricDefinition(
    "openclaw_connections_accepted_total", .counter, "Connections accepted.")
  static let turnedAway = MetricDefinition(
    "openclaw_connections_refused_total", .counter, "Connections turned away because there were too many, by reason.")
  static let received = MetricDefinition(
    "openclaw_frames_received_total", .counter, "Messages received on control connections.")
  static let sent = MetricDefinition(
    "openclaw_frames_sent_total", .counter, "Messages sent on control connections, answers and events.")
  static let errors = MetricDefinition(
    "openclaw_errors_total", .counter, "Requests of the control protocol that were refused, by error code.")
  static let responses = MetricDefinition(
    "openclaw_http_responses_total", .counter, "HTTP responses, by status code.")
  static let queued = MetricDefinition(
    "openclaw_queued_bytes", .gauge, "Bytes that wait until clients take them, all connections together.")
  static let longestQueue = MetricDefinition(
    "openclaw_queued_bytes_max", .gauge, "Bytes that wait on the connection where most do.")
  static let reloads = MetricDefinition(
    "openclaw_config_reloads_total", .counter, "Changed configurations, taken over (ok) or refused (failed).")
  static let restarts = MetricDefinition(
    "openclaw_restarts_total", .counter, "Restarts inside this process.")
  static let loopDelay = MetricDefinition(
    "openclaw_event_loop_delay_seconds", .histogram, "How late the event loop called its timers.")
  static let cpu = MetricDefinition(
    "process_cpu_seconds_total", .counter, "Processor time in user and kernel mode.")
  static let memory = MetricDefinition("process_resident_memory_bytes", .gauge, "Resident memory.")
  static let virtualMemory = MetricDefinition("process_virtual_memory_bytes", .gauge, "Virtual memory.")
  static let startTime = MetricDefinition(
    "process_start_time_seconds", .gauge, "When the process began, in seconds since the epoch.")
  static let descriptors = MetricDefinition("process_open_fds", .gauge, "Open file descriptors.")
  static let descriptorLimit = MetricDefinition("process_max_fds", .gauge, "The most descriptors it may open.")

  /// Every series, in the order of the page.
  static let all = [
    build, ready, connections, clients, nodes, queued, longestQueue, loopDelay, accepted, turnedAway, received, sent,
    errors, responses, reloads, restarts, cpu, memory, virtualMemory, startTime, descriptors, descriptorLimit,
  ]
}

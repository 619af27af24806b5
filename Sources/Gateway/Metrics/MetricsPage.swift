import Transport

/// Metrics in the text format of Prometheus, version 0.0.4.
struct MetricsPage {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// Adds a metric of one sample.
  mutating func add(_ metric: MetricDefinition, _ value: some MetricValue) {
    describe(metric)
    text += "\(metric.name) \(value.metricText)\n"
  }

  /// Adds a metric with a sample for each value of a label, in the order of the values.
  mutating func add(_ metric: MetricDefinition, by label: String, _ values: [String: Int]) {
    describe(metric)
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      text += "\(metric.name){\(label)=\"\(Self.escaped(key))\"} \(value)\n"
    }
  }

  /// Adds a histogram, whose bounds are told in seconds.
  mutating func add(_ metric: MetricDefinition, _ histogram: DelayHistogram) {
    describe(metric)
    var total = 0
    for (index, count) in histogram.counts.enumerated() {
      total += count
      let bound = index < DelayHistogram.bounds.count ? Self.seconds(DelayHistogram.bounds[index]) : "+Inf"
      text += "\(metric.name)_bucket{le=\"\(bound)\"} \(total)\n"
    }
    text += "\(metric.name)_sum \(Self.seconds(histogram.sum))\n\(metric.name)_count \(total)\n"
  }

  private mutating func describe(_ metric: MetricDefinition) {
    text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
  }

  private static func seconds(_ nanoseconds: Int64) -> String { (Double(nanoseconds) / 1e9).metricText }

  /// A label's value may hold anything: backslash, quote and line feed are escaped.
  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

/// A number that a sample can have.
protocol MetricValue {
  var metricText: String { get }
}

extension Int: MetricValue {
  var metricText: String { String(self) }
}

extension Double: MetricValue {
  /// Whole numbers without a fraction, so that none is written with an exponent.
  var metricText: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
  }
}

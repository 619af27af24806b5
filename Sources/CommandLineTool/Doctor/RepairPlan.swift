import Configuration
import JSON
import Platform
import Services

/// The changes that mend a group of findings, and what they mean to a person.
struct RepairPlan {
  /// A key of the config before and after, secrets as `***`.
  struct Edit: Hashable {
    let path: JSONPath
    let before: JSONValue?
    let after: JSONValue?
  }

  var plan = Plan()
  var edits: [Edit] = []
  var differences: [UnitDifference] = []
  /// The config as it will be; nil when it stays as it is.
  var configuration: ConfigurationSnapshot?
}

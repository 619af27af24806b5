/// The version of the control-plane protocol this program speaks.
package enum ProtocolVersion {
  /// The only version there is here.
  package static let current: Int64 = 3
}

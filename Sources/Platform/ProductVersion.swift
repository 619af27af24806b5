/// The version of this program, in the product's own counting: year, month, patch.
package enum ProductVersion {
  /// Year, month and patch, without a leading `v`.
  package static let current = "2026.2.0"
}

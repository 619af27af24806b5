/// The version of this program, in the product's own counting: year, month, patch.
package enum ProductVersion {
  package static let current = "2026.2.0"
}

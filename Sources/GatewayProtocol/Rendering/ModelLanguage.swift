/// The languages that client models are rendered in.
package enum ModelLanguage: String, CaseIterable, Sendable {
  case swift
  case typescript

  /// One source file with a type for each definition.
  package var models: String {
    switch self {
    case .swift: SwiftModels.text
    case .typescript: TypeScriptModels.text
    }
  }

  /// The first line of a rendering.
  static let notice = "Rendered from the gateway's definitions by `openclaw protocol models`. Do not edit."
}

/// The escapes of unit file templates, by the names of `SystemdEscape`'s cases; a tag without one means `text`.
struct SystemdEscapes: TemplateEscapes {
  func escaped(_ value: String, by escape: String?) throws(TemplateEscapeError) -> String {
    guard let kind = escape.map(SystemdEscape.init(rawValue:)) ?? .text else { throw .unknownEscape }
    do { return try kind.written(value) } catch { throw .refused(reason: error.description) }
  }
}

import CommandTree
import Configuration
import JSON
import Platform

/// `openclaw config file`: where the configuration is, or would be.
struct ConfigFileReport: Report {
  let path: AbsolutePath

  var json: JSONObject { ["action": "config file", "config": .string(path.string)] }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(path.string)
    return text
  }
}

/// `openclaw config schema`: what the configuration may hold, for editors.
struct ConfigSchemaReport: Report {
  let config: AbsolutePath

  var json: JSONObject {
    ["action": "config schema", "config": .string(config.string), "schema": ConfigurationSchema.document]
  }

  func text(_ style: ReportStyle) -> ReportText {
    var text = ReportText()
    text.fact(ConfigurationSchema.document.text(pretty: true))
    return text
  }
}

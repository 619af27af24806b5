/// What a command does.
///
/// Each runnable command of the tree names one; several commands may name the same.
package enum CommandAction: String, CaseIterable, Sendable {
  case gatewayRun = "gateway run"
  case gatewayStatus = "gateway status"
  case gatewayInstall = "gateway install"
  case gatewayUninstall = "gateway uninstall"
  case gatewayStart = "gateway start"
  case gatewayStop = "gateway stop"
  case gatewayRestart = "gateway restart"
  case gatewayLogs = "gateway logs"
  case gatewayRender = "gateway render"
  case gatewayCall = "gateway call"
  case gatewayProbe = "gateway probe"
  case gatewayDiscover = "gateway discover"
  case logs
  case nodesStatus = "nodes status"
  case nodesList = "nodes list"
  case nodesPending = "nodes pending"
  case nodesDescribe = "nodes describe"
  case nodesApprove = "nodes approve"
  case nodesReject = "nodes reject"
  case nodesRename = "nodes rename"
  case nodesInvoke = "nodes invoke"
  case systemEvent = "system event"
  case systemPresence = "system presence"
  case heartbeatLast = "system heartbeat last"
  case heartbeatEnable = "system heartbeat enable"
  case heartbeatDisable = "system heartbeat disable"
  case supervisorRun = "supervisor run"
  case health
  case status
  case setup
  case doctor
  case securityAudit = "security audit"
  case profilesList = "profiles list"
  case protocolSchema = "protocol schema"
  case protocolModels = "protocol models"
  case protocolValidate = "protocol validate"
  case protocolReference = "protocol reference"
  case configGet = "config get"
  case configSet = "config set"
  case configUnset = "config unset"
  case configValidate = "config validate"
  case configDiff = "config diff"
  case configSchema = "config schema"
  case configFile = "config file"
  case completion
  case help
  case version

  /// The word scripts see as `action` in JSON: `install`, `profiles list`.
  package var reportName: String {
    rawValue.hasPrefix("gateway ") ? String(rawValue.dropFirst("gateway ".count)) : rawValue
  }
}

/// What has happened since the server began: plain numbers, so that counting costs an addition.
struct ServerCounters: Sendable {
  var accepted = 0
  /// Connections turned away, by why.
  var turnedAway: [String: Int] = [:]
  var framesReceived = 0
  var framesSent = 0
  /// Refused requests of the control protocol, by error code.
  var errors: [String: Int] = [:]
  /// Responses, by status code.
  var responses: [Int: Int] = [:]
  /// Changed configurations, by result.
  var reloads = ["ok": 0, "failed": 0]
}

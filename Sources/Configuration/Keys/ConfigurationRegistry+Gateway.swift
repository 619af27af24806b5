import JSON

extension ConfigurationRegistry {
  static let gatewayKeys: [ConfigurationKey] = [
    .init(
      "gateway.port", .integer(1...65535), default: 18789, neededToStart: true,
      "The port of WebSocket and HTTP. `--port` and OPENCLAW_GATEWAY_PORT come before it."),
    .init(
      "gateway.mode", .choice(of: GatewayConfiguration.Mode.self), neededToStart: true,
      "`local` runs the gateway here; `remote` sends commands to the one at gateway.remote.url."),
    .init(
      "gateway.bind", .choice(of: GatewayConfiguration.Bind.self), default: "loopback",
      neededToStart: true, "Which addresses are listened on."),
    .init("gateway.customBindHost", .ipv4Address, neededToStart: true, "The address for gateway.bind `custom`."),
    .init(
      "gateway.auth.mode", .choice(of: GatewayConfiguration.AuthMode.self), neededToStart: true, reload: .hot,
      "Which secret clients must know. Unset: `password` when a password is set, else `token`."),
    .init(
      "gateway.auth.token", .text, secret: true, neededToStart: true, reload: .hot, "The token of mode `token`."),
    .init(
      "gateway.auth.password", .text, secret: true, neededToStart: true, reload: .hot,
      "The password of mode `password`."),
    .init(
      "gateway.auth.allowTailscale", .boolean, neededToStart: true, reload: .hot,
      "Accepts identities that Tailscale Serve vouches for. Unset: true with gateway.tailscale.mode `serve`."),
    .init(
      "gateway.trustedProxies", .texts, default: [], reload: .hot, "Addresses whose forwarding fields are believed."),
    .init("gateway.controlUi.enabled", .boolean, default: true, "Serves the control UI."),
    .init("gateway.controlUi.basePath", .text, default: "", "Where the control UI is served; empty is the root."),
    .init(
      "gateway.controlUi.allowedOrigins", .texts, default: [], reload: .hot,
      "More origins that browsers may come from."),
    .init(
      "gateway.controlUi.allowInsecureAuth", .boolean, default: false, "Lets the control UI in by token over HTTP."),
    .init(
      "gateway.controlUi.dangerouslyDisableDeviceAuth", .boolean, default: false,
      "Lets the control UI in without a device identity."),
    .init(
      "gateway.tailscale.mode", .choice(of: GatewayConfiguration.TailscaleMode.self), default: "off",
      neededToStart: true,
      "Publishes the gateway on the tailnet or, with `funnel`, the internet."),
    .init("gateway.tailscale.resetOnExit", .boolean, default: false, "Takes the publication back at shutdown."),
    .init("gateway.remote.url", .webSocketURL, reload: .none, "The gateway that commands call in mode `remote`."),
    .init("gateway.remote.transport", .choice(["ssh", "direct"]), default: "ssh", reload: .none, "How it is reached."),
    .init("gateway.remote.token", .text, secret: true, reload: .none, "The token that commands send in mode `remote`."),
    .init(
      "gateway.remote.password", .text, secret: true, reload: .none, "The password that commands send in mode `remote`."
    ),
    .init("gateway.remote.tlsFingerprint", .text, reload: .none, "The only certificate to accept, by SHA-256."),
    .init("gateway.remote.sshTarget", .text, reload: .none, "Where the SSH tunnel leads, as user@host."),
    .init("gateway.remote.sshIdentity", .path, reload: .none, "The key file for the SSH tunnel."),
    .init(
      "gateway.reload.mode", .choice(of: GatewayConfiguration.ReloadPolicy.Mode.self), default: "hybrid", reload: .none,
      "What a change of this file does to the running gateway."),
    .init(
      "gateway.reload.debounceMs", .integer(0...Int64.max), default: 300, reload: .none,
      "How long the file must rest before it is read again, in milliseconds."),
    .init(
      "gateway.tls.enabled", .boolean, default: false, neededToStart: true,
      "Not offered: true keeps the gateway from starting."),
    .init("gateway.tls.autoGenerate", .boolean, default: true, "Makes a certificate when there is none."),
    .init("gateway.tls.certPath", .path, "The certificate."),
    .init("gateway.tls.keyPath", .path, "The certificate's key."),
    .init("gateway.tls.caPath", .path, "The authority that clients' certificates must come from."),
    .init(
      "gateway.nodes.browser.mode", .choice(["auto", "manual", "off"]), default: "auto",
      "How a node's browser is chosen."),
    .init("gateway.nodes.browser.node", .text, "The node whose browser is used, by id or name."),
    .init(
      "gateway.nodes.allowCommands", .texts, default: [], reload: .hot,
      "Commands that nodes may run besides the usual ones."),
    .init("gateway.nodes.denyCommands", .texts, default: [], reload: .hot, "Commands that nodes may never run."),
  ]

  private static let megabyte: Int64 = 1 << 20

  static let gatewayHTTPKeys: [ConfigurationKey] =
    [
      .init("gateway.http.endpoints.chatCompletions.enabled", .boolean, default: false, "Serves /v1/chat/completions."),
      .init("gateway.http.endpoints.responses.enabled", .boolean, default: false, "Serves /v1/responses."),
      .init(
        "gateway.http.endpoints.responses.maxBodyBytes", .integer(1...Int64.max), default: .integer(20 * megabyte),
        "The longest request body, in bytes."),
    ] + fileLimitKeys + imageLimitKeys

  private static let responses = "gateway.http.endpoints.responses"

  private static let fileLimitKeys: [ConfigurationKey] = [
    .init("\(responses).files.allowUrl", .boolean, default: true, "Fetches files that a request names by URL."),
    .init("\(responses).files.allowedMimes", .texts, "The media types of files that are taken. Unset: the usual ones."),
    .init(
      "\(responses).files.maxBytes", .integer(1...Int64.max), default: .integer(5 * megabyte),
      "The largest file, in bytes."),
    .init(
      "\(responses).files.maxChars", .integer(1...Int64.max), default: 200_000,
      "How much of a file's text is read, in characters."),
    .init(
      "\(responses).files.maxRedirects", .integer(0...Int64.max), default: 3, "How many redirects a fetch follows."),
    .init(
      "\(responses).files.timeoutMs", .integer(1...Int64.max), default: 10_000,
      "How long a fetch may take, in milliseconds."),
    .init("\(responses).files.pdf.maxPages", .integer(1...Int64.max), default: 4, "How many pages of a PDF are read."),
    .init(
      "\(responses).files.pdf.maxPixels", .integer(1...Int64.max), default: 4_000_000,
      "The largest picture of a page, in pixels."),
    .init(
      "\(responses).files.pdf.minTextChars", .integer(0...Int64.max), default: 200,
      "A page with fewer characters is read as a picture."),
  ]

  private static let imageLimitKeys: [ConfigurationKey] = [
    .init("\(responses).images.allowUrl", .boolean, default: true, "Fetches images that a request names by URL."),
    .init(
      "\(responses).images.allowedMimes", .texts,
      default: ["image/jpeg", "image/png", "image/gif", "image/webp"], "The media types of images that are taken."),
    .init(
      "\(responses).images.maxBytes", .integer(1...Int64.max), default: .integer(10 * megabyte),
      "The largest image, in bytes."),
    .init(
      "\(responses).images.maxRedirects", .integer(0...Int64.max), default: 3, "How many redirects a fetch follows."),
    .init(
      "\(responses).images.timeoutMs", .integer(1...Int64.max), default: 10_000,
      "How long a fetch may take, in milliseconds."),
  ]

  static let canvasHostKeys: [ConfigurationKey] = [
    .init(
      "canvasHost.enabled", .boolean, default: true, "Serves the canvas. OPENCLAW_SKIP_CANVAS_HOST=1 comes before it."),
    .init("canvasHost.port", .integer(1...65535), "The canvas host's own port. Unset: gateway.port + 4."),
    .init("canvasHost.root", .path, "The directory it serves. Unset: `canvas` in the workspace."),
    .init("canvasHost.liveReload", .boolean, default: true, "Reloads pages when a file changes."),
  ]

  static let discoveryKeys: [ConfigurationKey] = [
    .init(
      "discovery.mdns.mode", .choice(["off", "minimal", "full"]), default: "minimal",
      "What is told of the gateway on the local network."),
    .init("discovery.wideArea.enabled", .boolean, default: false, "Writes a DNS zone for the tailnet."),
  ]
}

# bash completion for openclaw, printed by `openclaw completion bash`.

_openclaw__profile_names() {
  local directory
  for directory in "$HOME"/.openclaw*/; do
    directory=${directory%/}
    case ${directory##*/} in
      .openclaw) printf 'default\n' ;;
      .openclaw-*) printf '%s\n' "${directory##*/.openclaw-}" ;;
    esac
  done
}

_openclaw__offer() {
  local IFS=$'\n'
  COMPREPLY=($(compgen "$@" -- "$current"))
}

_openclaw() {
  local command='' operands=0 current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} index=1 word
  COMPREPLY=()
  # "=" is a word of its own in COMP_WORDS.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  while ((index < COMP_CWORD)); do
    word=${COMP_WORDS[index]}
    case $word in
      --profile|--port|--bind|--auth|--token|--token-file|--password|--password-file|--tailscale|--ws-log|--url|--timeout|--manager|--run-as|--wait|--lines|--output|--params|--ssh|--ssh-identity|--limit|--max-bytes|--interval|--node|--name|--command|--invoke-timeout|--idempotency-key|--text|--only|--skip|--workspace|--backup|--language|--definition|--schema)
        [[ ${COMP_WORDS[index+1]} == '=' ]] && index=$((index + 1))
        index=$((index + 1)) ;;
      *)
        case "$command $word" in
          ' gateway') command='gateway' ;;
          'gateway run') command='gateway run' ;;
          'gateway status') command='gateway status' ;;
          'gateway install') command='gateway install' ;;
          'gateway uninstall') command='gateway uninstall' ;;
          'gateway start') command='gateway start' ;;
          'gateway stop') command='gateway stop' ;;
          'gateway restart') command='gateway restart' ;;
          'gateway logs') command='gateway logs' ;;
          'gateway render') command='gateway render' ;;
          'gateway health') command='gateway health' ;;
          'gateway call') command='gateway call' ;;
          'gateway probe') command='gateway probe' ;;
          'gateway discover') command='gateway discover' ;;
          ' daemon') command='daemon' ;;
          'daemon status') command='daemon status' ;;
          'daemon install') command='daemon install' ;;
          'daemon uninstall') command='daemon uninstall' ;;
          'daemon start') command='daemon start' ;;
          'daemon stop') command='daemon stop' ;;
          'daemon restart') command='daemon restart' ;;
          ' supervisor') command='supervisor' ;;
          'supervisor run') command='supervisor run' ;;
          ' status') command='status' ;;
          ' health') command='health' ;;
          ' logs') command='logs' ;;
          ' nodes') command='nodes' ;;
          'nodes status') command='nodes status' ;;
          'nodes list') command='nodes list' ;;
          'nodes pending') command='nodes pending' ;;
          'nodes describe') command='nodes describe' ;;
          'nodes approve') command='nodes approve' ;;
          'nodes reject') command='nodes reject' ;;
          'nodes rename') command='nodes rename' ;;
          'nodes invoke') command='nodes invoke' ;;
          ' system') command='system' ;;
          'system event') command='system event' ;;
          'system presence') command='system presence' ;;
          'system heartbeat') command='system heartbeat' ;;
          'system heartbeat last') command='system heartbeat last' ;;
          'system heartbeat enable') command='system heartbeat enable' ;;
          'system heartbeat disable') command='system heartbeat disable' ;;
          ' doctor') command='doctor' ;;
          ' security') command='security' ;;
          'security audit') command='security audit' ;;
          ' setup') command='setup' ;;
          ' config') command='config' ;;
          'config get') command='config get' ;;
          'config set') command='config set' ;;
          'config unset') command='config unset' ;;
          'config validate') command='config validate' ;;
          'config diff') command='config diff' ;;
          'config schema') command='config schema' ;;
          'config file') command='config file' ;;
          ' profiles') command='profiles' ;;
          'profiles list') command='profiles list' ;;
          ' protocol') command='protocol' ;;
          'protocol schema') command='protocol schema' ;;
          'protocol models') command='protocol models' ;;
          'protocol validate') command='protocol validate' ;;
          'protocol reference') command='protocol reference' ;;
          ' completion') command='completion' ;;
          ' help') command='help' ;;
          ' version') command='version' ;;
          *' '-*) ;;
          *) operands=$((operands + 1)) ;;
        esac ;;
    esac
    index=$((index + 1))
  done
  case $previous in
    --profile) _openclaw__offer -W "$(_openclaw__profile_names)"; return ;;
    --port) return ;;
    --bind) _openclaw__offer -W $'loopback\nlan\ntailnet\nauto\ncustom'; return ;;
    --auth) _openclaw__offer -W $'token\npassword'; return ;;
    --token) return ;;
    --token-file) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
    --password) return ;;
    --password-file) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
    --tailscale) _openclaw__offer -W $'off\nserve\nfunnel'; return ;;
    --ws-log) _openclaw__offer -W $'auto\nfull\ncompact'; return ;;
    --url) return ;;
    --timeout) return ;;
    --manager) _openclaw__offer -W $'systemd\nsystemd-user\nsystemd-system\nsupervisor\nlaunchd\nschtasks'; return ;;
    --run-as) return ;;
    --wait) return ;;
    --lines) return ;;
    --output) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
    --params) return ;;
    --ssh) return ;;
    --ssh-identity) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
    --limit) return ;;
    --max-bytes) return ;;
    --interval) return ;;
    --node) return ;;
    --name) return ;;
    --command) return ;;
    --invoke-timeout) return ;;
    --idempotency-key) return ;;
    --text) return ;;
    --only) return ;;
    --skip) return ;;
    --workspace) _openclaw__offer -d; compopt -o filenames 2> /dev/null; return ;;
    --backup) _openclaw__offer -W $'bak\nbak.1\nbak.2\nbak.3\nbak.4'; return ;;
    --language) _openclaw__offer -W $'swift\ntypescript'; return ;;
    --definition) return ;;
    --schema) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
  esac
  local flags='' words=''
  case $command in
    '') flags='--profile --dev --no-color --version --help' words='gateway daemon supervisor status health logs nodes system doctor security setup config profiles protocol completion help version' ;;
    'gateway') flags='--port --bind --auth --token --token-file --password --password-file --tailscale --allow-unconfigured --dev --force --verbose --ws-log --compact --help' words='run status install uninstall start stop restart logs render health call probe discover' ;;
    'gateway run') flags='--port --bind --auth --token --token-file --password --password-file --tailscale --allow-unconfigured --dev --force --verbose --ws-log --compact --help' ;;
    'gateway status') flags='--url --token --token-file --password --password-file --timeout --no-probe --deep --require-rpc --manager --json --help' ;;
    'gateway install') flags='--port --force --token-file --enable-linger --system --run-as --manager --hardened --socket-activation --dry-run --wait --json --help' ;;
    'gateway uninstall') flags='--purge --yes --system --manager --dry-run --json --help' ;;
    'gateway start') flags='--system --manager --wait --json --help' ;;
    'gateway stop') flags='--system --manager --wait --json --help' ;;
    'gateway restart') flags='--system --manager --wait --json --help' ;;
    'gateway logs') flags='--lines --follow --last-run --plain --system --manager --json --help' ;;
    'gateway render') flags='--manager --hardened --socket-activation --port --run-as --output --help' ;;
    'gateway health') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'gateway call') flags='--params --url --token --token-file --password --password-file --timeout --json --help' ;;
    'gateway probe') flags='--url --ssh --ssh-identity --ssh-auto --token --token-file --password --password-file --timeout --json --help' ;;
    'gateway discover') flags='--timeout --json --help' ;;
    'daemon') flags='--help' words='status install uninstall start stop restart' ;;
    'daemon status') flags='--url --token --token-file --password --password-file --timeout --no-probe --deep --require-rpc --manager --json --help' ;;
    'daemon install') flags='--port --force --token-file --enable-linger --system --run-as --manager --hardened --socket-activation --dry-run --wait --json --help' ;;
    'daemon uninstall') flags='--purge --yes --system --manager --dry-run --json --help' ;;
    'daemon start') flags='--system --manager --wait --json --help' ;;
    'daemon stop') flags='--system --manager --wait --json --help' ;;
    'daemon restart') flags='--system --manager --wait --json --help' ;;
    'supervisor') flags='--help' words='run' ;;
    'supervisor run') flags='--single --while-needed --help' ;;
    'status') flags='--deep --timeout --json --help' ;;
    'health') flags='--timeout --verbose --json --help' ;;
    'logs') flags='--limit --max-bytes --follow --interval --last-run --plain --json --url --token --token-file --password --password-file --timeout --help' ;;
    'nodes') flags='--help' words='status list pending describe approve reject rename invoke' ;;
    'nodes status') flags='--connected --url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes list') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes pending') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes describe') flags='--node --url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes approve') flags='--show-secrets --url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes reject') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes rename') flags='--node --name --url --token --token-file --password --password-file --timeout --json --help' ;;
    'nodes invoke') flags='--node --command --params --invoke-timeout --idempotency-key --url --token --token-file --password --password-file --timeout --json --help' ;;
    'system') flags='--help' words='event presence heartbeat' ;;
    'system event') flags='--text --url --token --token-file --password --password-file --timeout --json --help' ;;
    'system presence') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'system heartbeat') flags='--help' words='last enable disable' ;;
    'system heartbeat last') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'system heartbeat enable') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'system heartbeat disable') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'doctor') flags='--fix --repair --yes --force --dry-run --undo --non-interactive --generate-gateway-token --deep --only --skip --list --manager --json --help' ;;
    'security') flags='--help' words='audit' ;;
    'security audit') flags='--deep --fix --dry-run --json --help' ;;
    'setup') flags='--workspace --port --dry-run --json --help' ;;
    'config') flags='--help' words='get set unset validate diff schema file' ;;
    'config get') flags='--show-secrets --json --help'; ((operands)) || words='gateway.port gateway.mode gateway.bind gateway.customBindHost gateway.auth.mode gateway.auth.token gateway.auth.password gateway.auth.allowTailscale gateway.trustedProxies gateway.controlUi.enabled gateway.controlUi.basePath gateway.controlUi.allowedOrigins gateway.controlUi.allowInsecureAuth gateway.controlUi.dangerouslyDisableDeviceAuth gateway.tailscale.mode gateway.tailscale.resetOnExit gateway.remote.url gateway.remote.transport gateway.remote.token gateway.remote.password gateway.remote.tlsFingerprint gateway.remote.sshTarget gateway.remote.sshIdentity gateway.reload.mode gateway.reload.debounceMs gateway.tls.enabled gateway.tls.autoGenerate gateway.tls.certPath gateway.tls.keyPath gateway.tls.caPath gateway.nodes.browser.mode gateway.nodes.browser.node gateway.nodes.allowCommands gateway.nodes.denyCommands gateway.http.endpoints.chatCompletions.enabled gateway.http.endpoints.responses.enabled gateway.http.endpoints.responses.maxBodyBytes gateway.http.endpoints.responses.files.allowUrl gateway.http.endpoints.responses.files.allowedMimes gateway.http.endpoints.responses.files.maxBytes gateway.http.endpoints.responses.files.maxChars gateway.http.endpoints.responses.files.maxRedirects gateway.http.endpoints.responses.files.timeoutMs gateway.http.endpoints.responses.files.pdf.maxPages gateway.http.endpoints.responses.files.pdf.maxPixels gateway.http.endpoints.responses.files.pdf.minTextChars gateway.http.endpoints.responses.images.allowUrl gateway.http.endpoints.responses.images.allowedMimes gateway.http.endpoints.responses.images.maxBytes gateway.http.endpoints.responses.images.maxRedirects gateway.http.endpoints.responses.images.timeoutMs canvasHost.enabled canvasHost.port canvasHost.root canvasHost.liveReload browser.enabled browser.evaluateEnabled browser.cdpUrl browser.remoteCdpTimeoutMs browser.remoteCdpHandshakeTimeoutMs browser.color browser.executablePath browser.headless browser.noSandbox browser.attachOnly browser.defaultProfile browser.snapshotDefaults.mode browser.profiles logging.level logging.file logging.consoleLevel logging.consoleStyle logging.redactSensitive logging.redactPatterns agents.defaults.workspace agents.defaults.model.primary agents.defaults.model.fallbacks agents.defaults.imageModel.primary agents.defaults.imageModel.fallbacks agents.defaults.models agents.defaults.maxConcurrent agents.defaults.subagents.maxConcurrent agents.defaults.subagents agents.defaults.timeoutSeconds agents.defaults.contextTokens agents.defaults.skipBootstrap agents.defaults.heartbeat.every agents.defaults.heartbeat agents.defaults.sandbox.mode agents.defaults.sandbox agents.defaults agents.list agents models.mode models.providers channels.defaults.groupPolicy channels.defaults.heartbeat.showOk channels.defaults.heartbeat.showAlerts channels.defaults.heartbeat.useIndicator channels.telegram.enabled channels.telegram.botToken channels.telegram.tokenFile channels.telegram.dmPolicy channels.telegram.groupPolicy channels.telegram.allowFrom channels.telegram.groupAllowFrom channels.telegram.customCommands channels.telegram.historyLimit channels.telegram.dmHistoryLimit channels.telegram.textChunkLimit channels.telegram.chunkMode channels.telegram.streamMode channels.telegram.mediaMaxMb channels.telegram.timeoutSeconds channels.telegram.retry.attempts channels.telegram.retry.minDelayMs channels.telegram.retry.maxDelayMs channels.telegram.retry.jitter channels.telegram.proxy channels.telegram.webhookUrl channels.telegram.webhookSecret channels.telegram.webhookPath channels.telegram.configWrites channels.telegram.linkPreview channels.telegram channels.telegram.groups channels.telegram.accounts channels.whatsapp.dmPolicy channels.whatsapp.groupPolicy channels.whatsapp.allowFrom channels.whatsapp.groupAllowFrom channels.whatsapp.sendReadReceipts channels.whatsapp.selfChatMode channels.whatsapp.messagePrefix channels.whatsapp.mediaMaxMb channels.whatsapp.debounceMs channels.whatsapp.ackReaction.emoji channels.whatsapp.ackReaction.direct channels.whatsapp.ackReaction.group channels.whatsapp.groups channels.whatsapp channels.whatsapp.accounts channels web.enabled web.heartbeatSeconds web.reconnect.initialMs web.reconnect.maxMs web.reconnect.factor web.reconnect.jitter web.reconnect.maxAttempts hooks.enabled hooks.token hooks.path hooks.maxBodyBytes hooks.presets hooks.transformsDir hooks.mappings hooks.gmail.account hooks.gmail.label hooks.gmail.topic hooks.gmail.subscription hooks.gmail.pushToken hooks.gmail.hookUrl hooks.gmail.includeBody hooks.gmail.maxBytes hooks.gmail.renewEveryMinutes hooks.gmail.serve.bind hooks.gmail.serve.port hooks.gmail.serve.path hooks.gmail.tailscale.mode hooks.gmail.tailscale.path hooks.gmail.tailscale.target hooks.gmail.model hooks.gmail.thinking hooks.internal.enabled hooks.internal.handlers hooks.internal.entries hooks.internal.load.extraDirs hooks.internal.installs commands.native commands.nativeSkills commands.text commands.bash commands.bashForegroundMs commands.config commands.debug commands.restart commands.useAccessGroups session.scope session.dmScope session.mainKey session.store session.identityLinks session.resetTriggers session.reset.mode session.reset.atHour session.reset.idleMinutes session.resetByType.dm.mode session.resetByType.dm.atHour session.resetByType.dm.idleMinutes session.resetByType.group.mode session.resetByType.group.atHour session.resetByType.group.idleMinutes session.resetByType.thread.mode session.resetByType.thread.atHour session.resetByType.thread.idleMinutes session.resetByChannel session.typingMode session.typingIntervalSeconds session.sendPolicy.default session.sendPolicy.rules session.agentToAgent.maxPingPongTurns env.shellEnv.enabled env.shellEnv.timeoutMs env.vars env discovery.mdns.mode discovery.wideArea.enabled meta.lastTouchedVersion meta.lastTouchedAt wizard.lastRunAt wizard.lastRunVersion wizard.lastRunCommit wizard.lastRunCommand wizard.lastRunMode audio bindings media messages skills talk tools ui cron approvals auth broadcast diagnostics nodeHost plugins update' ;;
    'config set') flags='--json-value --dry-run --json --help'; ((operands)) || words='gateway.port gateway.mode gateway.bind gateway.customBindHost gateway.auth.mode gateway.auth.token gateway.auth.password gateway.auth.allowTailscale gateway.trustedProxies gateway.controlUi.enabled gateway.controlUi.basePath gateway.controlUi.allowedOrigins gateway.controlUi.allowInsecureAuth gateway.controlUi.dangerouslyDisableDeviceAuth gateway.tailscale.mode gateway.tailscale.resetOnExit gateway.remote.url gateway.remote.transport gateway.remote.token gateway.remote.password gateway.remote.tlsFingerprint gateway.remote.sshTarget gateway.remote.sshIdentity gateway.reload.mode gateway.reload.debounceMs gateway.tls.enabled gateway.tls.autoGenerate gateway.tls.certPath gateway.tls.keyPath gateway.tls.caPath gateway.nodes.browser.mode gateway.nodes.browser.node gateway.nodes.allowCommands gateway.nodes.denyCommands gateway.http.endpoints.chatCompletions.enabled gateway.http.endpoints.responses.enabled gateway.http.endpoints.responses.maxBodyBytes gateway.http.endpoints.responses.files.allowUrl gateway.http.endpoints.responses.files.allowedMimes gateway.http.endpoints.responses.files.maxBytes gateway.http.endpoints.responses.files.maxChars gateway.http.endpoints.responses.files.maxRedirects gateway.http.endpoints.responses.files.timeoutMs gateway.http.endpoints.responses.files.pdf.maxPages gateway.http.endpoints.responses.files.pdf.maxPixels gateway.http.endpoints.responses.files.pdf.minTextChars gateway.http.endpoints.responses.images.allowUrl gateway.http.endpoints.responses.images.allowedMimes gateway.http.endpoints.responses.images.maxBytes gateway.http.endpoints.responses.images.maxRedirects gateway.http.endpoints.responses.images.timeoutMs canvasHost.enabled canvasHost.port canvasHost.root canvasHost.liveReload browser.enabled browser.evaluateEnabled browser.cdpUrl browser.remoteCdpTimeoutMs browser.remoteCdpHandshakeTimeoutMs browser.color browser.executablePath browser.headless browser.noSandbox browser.attachOnly browser.defaultProfile browser.snapshotDefaults.mode browser.profiles logging.level logging.file logging.consoleLevel logging.consoleStyle logging.redactSensitive logging.redactPatterns agents.defaults.workspace agents.defaults.model.primary agents.defaults.model.fallbacks agents.defaults.imageModel.primary agents.defaults.imageModel.fallbacks agents.defaults.models agents.defaults.maxConcurrent agents.defaults.subagents.maxConcurrent agents.defaults.subagents agents.defaults.timeoutSeconds agents.defaults.contextTokens agents.defaults.skipBootstrap agents.defaults.heartbeat.every agents.defaults.heartbeat agents.defaults.sandbox.mode agents.defaults.sandbox agents.defaults agents.list agents models.mode models.providers channels.defaults.groupPolicy channels.defaults.heartbeat.showOk channels.defaults.heartbeat.showAlerts channels.defaults.heartbeat.useIndicator channels.telegram.enabled channels.telegram.botToken channels.telegram.tokenFile channels.telegram.dmPolicy channels.telegram.groupPolicy channels.telegram.allowFrom channels.telegram.groupAllowFrom channels.telegram.customCommands channels.telegram.historyLimit channels.telegram.dmHistoryLimit channels.telegram.textChunkLimit channels.telegram.chunkMode channels.telegram.streamMode channels.telegram.mediaMaxMb channels.telegram.timeoutSeconds channels.telegram.retry.attempts channels.telegram.retry.minDelayMs channels.telegram.retry.maxDelayMs channels.telegram.retry.jitter channels.telegram.proxy channels.telegram.webhookUrl channels.telegram.webhookSecret channels.telegram.webhookPath channels.telegram.configWrites channels.telegram.linkPreview channels.telegram channels.telegram.groups channels.telegram.accounts channels.whatsapp.dmPolicy channels.whatsapp.groupPolicy channels.whatsapp.allowFrom channels.whatsapp.groupAllowFrom channels.whatsapp.sendReadReceipts channels.whatsapp.selfChatMode channels.whatsapp.messagePrefix channels.whatsapp.mediaMaxMb channels.whatsapp.debounceMs channels.whatsapp.ackReaction.emoji channels.whatsapp.ackReaction.direct channels.whatsapp.ackReaction.group channels.whatsapp.groups channels.whatsapp channels.whatsapp.accounts channels web.enabled web.heartbeatSeconds web.reconnect.initialMs web.reconnect.maxMs web.reconnect.factor web.reconnect.jitter web.reconnect.maxAttempts hooks.enabled hooks.token hooks.path hooks.maxBodyBytes hooks.presets hooks.transformsDir hooks.mappings hooks.gmail.account hooks.gmail.label hooks.gmail.topic hooks.gmail.subscription hooks.gmail.pushToken hooks.gmail.hookUrl hooks.gmail.includeBody hooks.gmail.maxBytes hooks.gmail.renewEveryMinutes hooks.gmail.serve.bind hooks.gmail.serve.port hooks.gmail.serve.path hooks.gmail.tailscale.mode hooks.gmail.tailscale.path hooks.gmail.tailscale.target hooks.gmail.model hooks.gmail.thinking hooks.internal.enabled hooks.internal.handlers hooks.internal.entries hooks.internal.load.extraDirs hooks.internal.installs commands.native commands.nativeSkills commands.text commands.bash commands.bashForegroundMs commands.config commands.debug commands.restart commands.useAccessGroups session.scope session.dmScope session.mainKey session.store session.identityLinks session.resetTriggers session.reset.mode session.reset.atHour session.reset.idleMinutes session.resetByType.dm.mode session.resetByType.dm.atHour session.resetByType.dm.idleMinutes session.resetByType.group.mode session.resetByType.group.atHour session.resetByType.group.idleMinutes session.resetByType.thread.mode session.resetByType.thread.atHour session.resetByType.thread.idleMinutes session.resetByChannel session.typingMode session.typingIntervalSeconds session.sendPolicy.default session.sendPolicy.rules session.agentToAgent.maxPingPongTurns env.shellEnv.enabled env.shellEnv.timeoutMs env.vars env discovery.mdns.mode discovery.wideArea.enabled meta.lastTouchedVersion meta.lastTouchedAt wizard.lastRunAt wizard.lastRunVersion wizard.lastRunCommit wizard.lastRunCommand wizard.lastRunMode audio bindings media messages skills talk tools ui cron approvals auth broadcast diagnostics nodeHost plugins update' ;;
    'config unset') flags='--dry-run --json --help'; ((operands)) || words='gateway.port gateway.mode gateway.bind gateway.customBindHost gateway.auth.mode gateway.auth.token gateway.auth.password gateway.auth.allowTailscale gateway.trustedProxies gateway.controlUi.enabled gateway.controlUi.basePath gateway.controlUi.allowedOrigins gateway.controlUi.allowInsecureAuth gateway.controlUi.dangerouslyDisableDeviceAuth gateway.tailscale.mode gateway.tailscale.resetOnExit gateway.remote.url gateway.remote.transport gateway.remote.token gateway.remote.password gateway.remote.tlsFingerprint gateway.remote.sshTarget gateway.remote.sshIdentity gateway.reload.mode gateway.reload.debounceMs gateway.tls.enabled gateway.tls.autoGenerate gateway.tls.certPath gateway.tls.keyPath gateway.tls.caPath gateway.nodes.browser.mode gateway.nodes.browser.node gateway.nodes.allowCommands gateway.nodes.denyCommands gateway.http.endpoints.chatCompletions.enabled gateway.http.endpoints.responses.enabled gateway.http.endpoints.responses.maxBodyBytes gateway.http.endpoints.responses.files.allowUrl gateway.http.endpoints.responses.files.allowedMimes gateway.http.endpoints.responses.files.maxBytes gateway.http.endpoints.responses.files.maxChars gateway.http.endpoints.responses.files.maxRedirects gateway.http.endpoints.responses.files.timeoutMs gateway.http.endpoints.responses.files.pdf.maxPages gateway.http.endpoints.responses.files.pdf.maxPixels gateway.http.endpoints.responses.files.pdf.minTextChars gateway.http.endpoints.responses.images.allowUrl gateway.http.endpoints.responses.images.allowedMimes gateway.http.endpoints.responses.images.maxBytes gateway.http.endpoints.responses.images.maxRedirects gateway.http.endpoints.responses.images.timeoutMs canvasHost.enabled canvasHost.port canvasHost.root canvasHost.liveReload browser.enabled browser.evaluateEnabled browser.cdpUrl browser.remoteCdpTimeoutMs browser.remoteCdpHandshakeTimeoutMs browser.color browser.executablePath browser.headless browser.noSandbox browser.attachOnly browser.defaultProfile browser.snapshotDefaults.mode browser.profiles logging.level logging.file logging.consoleLevel logging.consoleStyle logging.redactSensitive logging.redactPatterns agents.defaults.workspace agents.defaults.model.primary agents.defaults.model.fallbacks agents.defaults.imageModel.primary agents.defaults.imageModel.fallbacks agents.defaults.models agents.defaults.maxConcurrent agents.defaults.subagents.maxConcurrent agents.defaults.subagents agents.defaults.timeoutSeconds agents.defaults.contextTokens agents.defaults.skipBootstrap agents.defaults.heartbeat.every agents.defaults.heartbeat agents.defaults.sandbox.mode agents.defaults.sandbox agents.defaults agents.list agents models.mode models.providers channels.defaults.groupPolicy channels.defaults.heartbeat.showOk channels.defaults.heartbeat.showAlerts channels.defaults.heartbeat.useIndicator channels.telegram.enabled channels.telegram.botToken channels.telegram.tokenFile channels.telegram.dmPolicy channels.telegram.groupPolicy channels.telegram.allowFrom channels.telegram.groupAllowFrom channels.telegram.customCommands channels.telegram.historyLimit channels.telegram.dmHistoryLimit channels.telegram.textChunkLimit channels.telegram.chunkMode channels.telegram.streamMode channels.telegram.mediaMaxMb channels.telegram.timeoutSeconds channels.telegram.retry.attempts channels.telegram.retry.minDelayMs channels.telegram.retry.maxDelayMs channels.telegram.retry.jitter channels.telegram.proxy channels.telegram.webhookUrl channels.telegram.webhookSecret channels.telegram.webhookPath channels.telegram.configWrites channels.telegram.linkPreview channels.telegram channels.telegram.groups channels.telegram.accounts channels.whatsapp.dmPolicy channels.whatsapp.groupPolicy channels.whatsapp.allowFrom channels.whatsapp.groupAllowFrom channels.whatsapp.sendReadReceipts channels.whatsapp.selfChatMode channels.whatsapp.messagePrefix channels.whatsapp.mediaMaxMb channels.whatsapp.debounceMs channels.whatsapp.ackReaction.emoji channels.whatsapp.ackReaction.direct channels.whatsapp.ackReaction.group channels.whatsapp.groups channels.whatsapp channels.whatsapp.accounts channels web.enabled web.heartbeatSeconds web.reconnect.initialMs web.reconnect.maxMs web.reconnect.factor web.reconnect.jitter web.reconnect.maxAttempts hooks.enabled hooks.token hooks.path hooks.maxBodyBytes hooks.presets hooks.transformsDir hooks.mappings hooks.gmail.account hooks.gmail.label hooks.gmail.topic hooks.gmail.subscription hooks.gmail.pushToken hooks.gmail.hookUrl hooks.gmail.includeBody hooks.gmail.maxBytes hooks.gmail.renewEveryMinutes hooks.gmail.serve.bind hooks.gmail.serve.port hooks.gmail.serve.path hooks.gmail.tailscale.mode hooks.gmail.tailscale.path hooks.gmail.tailscale.target hooks.gmail.model hooks.gmail.thinking hooks.internal.enabled hooks.internal.handlers hooks.internal.entries hooks.internal.load.extraDirs hooks.internal.installs commands.native commands.nativeSkills commands.text commands.bash commands.bashForegroundMs commands.config commands.debug commands.restart commands.useAccessGroups session.scope session.dmScope session.mainKey session.store session.identityLinks session.resetTriggers session.reset.mode session.reset.atHour session.reset.idleMinutes session.resetByType.dm.mode session.resetByType.dm.atHour session.resetByType.dm.idleMinutes session.resetByType.group.mode session.resetByType.group.atHour session.resetByType.group.idleMinutes session.resetByType.thread.mode session.resetByType.thread.atHour session.resetByType.thread.idleMinutes session.resetByChannel session.typingMode session.typingIntervalSeconds session.sendPolicy.default session.sendPolicy.rules session.agentToAgent.maxPingPongTurns env.shellEnv.enabled env.shellEnv.timeoutMs env.vars env discovery.mdns.mode discovery.wideArea.enabled meta.lastTouchedVersion meta.lastTouchedAt wizard.lastRunAt wizard.lastRunVersion wizard.lastRunCommit wizard.lastRunCommand wizard.lastRunMode audio bindings media messages skills talk tools ui cron approvals auth broadcast diagnostics nodeHost plugins update' ;;
    'config validate') flags='--json --help' ;;
    'config diff') flags='--backup --json --help' ;;
    'config schema') flags='--json --help' ;;
    'config file') flags='--json --help' ;;
    'profiles') flags='--help' words='list' ;;
    'profiles list') flags='--json --help' ;;
    'protocol') flags='--help' words='schema models validate reference' ;;
    'protocol schema') flags='--help' ;;
    'protocol models') flags='--language --help' ;;
    'protocol validate') flags='--definition --schema --json --help' ;;
    'protocol reference') flags='--help' ;;
    'completion') flags='--help'; ((operands)) || words='bash zsh fish' ;;
    'help') flags='--man --help' words='gateway daemon supervisor status health logs nodes system doctor security setup config profiles protocol completion help version exit-status configuration' ;;
    'version') flags='--help' ;;
  esac
  if [[ $current == -* || -z $words ]]; then words=$flags; fi
  _openclaw__offer -W "${words// /$'\n'}"
}

complete -F _openclaw openclaw

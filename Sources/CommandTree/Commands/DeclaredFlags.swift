import Configuration
import Platform

// Every flag of the tree, by the type of its value. Commands list them; the program reads values with the same names.

extension Flag where Value == Bool {
  package static var dev: Flag { Flag(switch: "dev", "Use the profile dev, whose gateway listens on 19001.") }
  package static var noColor: Flag { Flag(switch: "no-color", "Print without colours. Counts anywhere in the line.") }
  package static var help: Flag { Flag(switch: "help", short: ["h"], "Print help for the command.") }
  package static var version: Flag {
    Flag(switch: "version", short: ["V", "v"], "Print the version and nothing else.")
  }
  package static var json: Flag { Flag(switch: "json", "Print one JSON document on standard output.") }
  package static var verbose: Flag { Flag(switch: "verbose", "Tell more on the console.") }
  package static var deep: Flag { Flag(switch: "deep", "Look further: system-level services and every listener.") }
  package static var noProbe: Flag { Flag(switch: "no-probe", "Do not connect to the gateway.") }
  package static var requireRPC: Flag {
    Flag(switch: "require-rpc", "Exit with status 4 unless the gateway answers.").excluding("no-probe")
  }
  package static var allowUnconfigured: Flag {
    Flag(switch: "allow-unconfigured", "Start although gateway.mode is not local in the config.")
  }
  package static var devConfig: Flag {
    Flag(switch: "dev", "Set the profile up first when it has no config.")
  }
  package static var force: Flag { Flag(switch: "force", "Go on where the command would stop.") }
  package static var compact: Flag { Flag(switch: "compact", "The same as --ws-log compact.").excluding("ws-log") }
  package static var enableLinger: Flag {
    Flag(switch: "enable-linger", "Keep the user's services running after logout.").excluding("system")
  }
  package static var system: Flag { Flag(switch: "system", "Act on a system service instead of a user service.") }
  package static var hardened: Flag {
    Flag(switch: "hardened", "Add the sandbox to the service definition. Later installs keep it.")
  }
  package static var socketActivation: Flag {
    Flag(
      switch: "socket-activation",
      "Have systemd listen in the gateway's stead, so that clients wait while it restarts. Later installs keep it.")
  }
  package static var dryRun: Flag { Flag(switch: "dry-run", "Print the changes and make none.") }
  package static var purge: Flag {
    Flag(
      switch: "purge", "Also remove this profile's config, state and workspace, not what was named with --workspace.")
  }
  package static var yes: Flag { Flag(switch: "yes", "Answer yes to the question before --purge.").requiring("purge") }
  package static var single: Flag {
    Flag(switch: "single", "Run this profile's gateway alone, and exit with its status.")
  }
  package static var whileNeeded: Flag {
    Flag(switch: "while-needed", "End once no gateway is installed any more.").excluding("single")
  }
  package static var showSecrets: Flag {
    Flag(switch: "show-secrets", "Show secrets, on a terminal only.").excluding("json")
  }
  package static var jsonValue: Flag { Flag(switch: "json-value", "Refuse a value that is not JSON5.") }
  package static var follow: Flag { Flag(switch: "follow", "Go on with the lines that come, until interrupted.") }
  package static var lastRun: Flag { Flag(switch: "last-run", "Print the lines of the last run only.") }
  package static var plain: Flag {
    Flag(switch: "plain", "Print whole time stamps and no colours, on a terminal as well.").excluding("json")
  }
  package static var sshAuto: Flag {
    Flag(switch: "ssh-auto", "Without another destination, tunnel to the first gateway that announces itself.")
  }
  package static var connected: Flag { Flag(switch: "connected", "Show only the nodes that are connected.") }
  package static var fix: Flag { Flag(switch: "fix", "Make the repairs, without asking.") }
  package static var repair: Flag { Flag(switch: "repair", "The same as --fix.") }
  package static var nonInteractive: Flag {
    Flag(switch: "non-interactive", "Ask nothing, and leave services alone.")
  }
  package static var generateGatewayToken: Flag {
    Flag(switch: "generate-gateway-token", "Give a config without a token a new one.")
  }
  package static var undo: Flag {
    Flag(switch: "undo", "Take back what the last run has changed.").excluding("fix", "repair", "yes")
  }
  package static var list: Flag { Flag(switch: "list", "Print every check, in Markdown.").excluding("json") }
  package static var man: Flag { Flag(switch: "man", "Print the manual page, in roff.") }
}

extension Flag where Value == String {
  package static var profile: Flag { Flag("profile", .text("name"), "Act on this profile.") }
  package static var url: Flag {
    Flag("url", .text("url"), "Connect to this gateway; only credentials given as flags go to it.")
  }
  package static var ssh: Flag {
    Flag("ssh", .text("user@host"), "Also try through an SSH tunnel to this machine.")
      .defaulting(to: "gateway.remote.sshTarget")
  }
  package static var sshIdentity: Flag {
    Flag("ssh-identity", .file, "The key file for the SSH tunnel.").defaulting(to: "gateway.remote.sshIdentity")
  }
  package static var tokenFile: Flag { Flag("token-file", .file, "Read the token from a file.").excluding("token") }
  package static var passwordFile: Flag {
    Flag("password-file", .file, "Read the password from a file.").excluding("password")
  }
  package static var runAs: Flag {
    Flag("run-as", .text("user"), "The user the system service runs as.").requiring("system")
  }
  package static var output: Flag { Flag("output", .file, "Write to a file.").defaulting(to: "standard output") }
  package static var workspace: Flag {
    Flag("workspace", .directory, "The agents' workspace.").defaulting(to: "~/.openclaw/workspace[-<profile>]")
  }
  package static var params: Flag {
    Flag("params", .text("json"), "The method's parameters, as a JSON object.").defaulting(to: "{}")
  }
  package static var node: Flag {
    Flag("node", .text("node"), "The node: its id, the first six or more characters of it, its address or its name.")
  }
  package static var name: Flag { Flag("name", .text("name"), "The name people see.") }
  package static var nodeCommand: Flag { Flag("command", .text("command"), "What the node is to do: canvas.snapshot.") }
  package static var idempotencyKey: Flag {
    Flag("idempotency-key", .text("key"), "A key by which the node can tell a repetition.").defaulting(to: "a new one")
  }
  package static var text: Flag { Flag("text", .text("text"), "What happened, one line.") }
  package static var schema: Flag {
    Flag("schema", .file, "Check against a JSON Schema of draft-07 in this file instead.")
  }
  package static var definition: Flag {
    Flag("definition", .text("name"), "The definition to check against.").defaulting(to: "GatewayFrame")
  }
}

extension Flag where Value == [String] {
  package static var only: Flag { Flag(list: "only", "ids", "Make these checks alone, with commas between them.") }
  package static var skip: Flag { Flag(list: "skip", "ids", "Leave these checks out, with commas between them.") }
}

extension Flag where Value == LanguageChoice {
  package static var language: Flag {
    Flag(choice: "language", "The language of the types.").defaulting(to: "swift")
  }
}

extension Flag where Value == Secret {
  package static var token: Flag {
    Flag(secret: "token", "The gateway's token.").defaulting(to: "OPENCLAW_GATEWAY_TOKEN, else the config's")
  }
  package static var password: Flag {
    Flag(secret: "password", "The gateway's password.").defaulting(to: "OPENCLAW_GATEWAY_PASSWORD, else the config's")
  }
}

extension Flag where Value == Int {
  package static var lines: Flag {
    Flag(count: "lines", 1...100_000, "How many lines to print, the last ones.").defaulting(to: "200")
  }
  package static var limit: Flag {
    Flag(count: "limit", 1...5_000, "How many lines to print, the last ones.").defaulting(to: "200")
  }
  package static var maxBytes: Flag {
    Flag(count: "max-bytes", 1...1_000_000, "How much of the log file to look at.").defaulting(to: "250000")
  }
}

extension Flag where Value == Port {
  package static var port: Flag { Flag(port: "port", "The gateway's port.") }
}

extension Flag where Value == Duration {
  package static var timeout: Flag {
    Flag(milliseconds: "timeout", "How long to wait for the gateway's answer.").defaulting(to: "10000")
  }
  package static var interval: Flag {
    Flag(milliseconds: "interval", "How long to wait before asking for more lines.").requiring("follow")
      .defaulting(to: "1000")
  }
  package static var invokeTimeout: Flag {
    Flag(milliseconds: "invoke-timeout", "How long the node may take.").defaulting(to: "15000")
  }
  package static var wait: Flag { Flag(seconds: "wait", "How long to wait for the outcome.").defaulting(to: "60") }
}

extension Flag where Value == GatewayConfiguration.AuthMode {
  package static var auth: Flag {
    Flag(choice: "auth", "How clients prove themselves.").defaulting(to: "gateway.auth.mode, else token")
  }
}

extension Flag where Value == GatewayConfiguration.Bind {
  package static var bind: Flag {
    Flag(choice: "bind", "Where to listen.").defaulting(to: "gateway.bind, else loopback")
  }
}

extension Flag where Value == GatewayConfiguration.TailscaleMode {
  package static var tailscale: Flag {
    Flag(choice: "tailscale", "How Tailscale publishes the gateway.").defaulting(to: "gateway.tailscale.mode, else off")
  }
}

extension Flag where Value == WebSocketLogChoice {
  package static var webSocketLog: Flag {
    Flag(choice: "ws-log", "How WebSocket messages look on the console.").defaulting(to: "auto")
  }
}

extension Flag where Value == BackupChoice {
  package static var backup: Flag { Flag(choice: "backup", "Compare with a backup instead, the newest being bak.") }
}

extension Flag where Value == ManagerChoice {
  package static var manager: Flag {
    Flag(choice: "manager", "The service manager to use.")
      .defaulting(to: "systemd where it runs, launchd on macOS, else supervisor")
  }
}

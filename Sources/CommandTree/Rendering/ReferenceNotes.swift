/// A variable of the environment that commands read.
struct EnvironmentNote {
  let name: String
  let meaning: String

  static let all = [
    EnvironmentNote(name: "OPENCLAW_PROFILE", meaning: "The profile, where neither `--profile` nor `--dev` is given."),
    EnvironmentNote(name: "OPENCLAW_STATE_DIR", meaning: "The state directory, instead of the profile's own."),
    EnvironmentNote(name: "OPENCLAW_CONFIG_PATH", meaning: "The config file, instead of the profile's own."),
    EnvironmentNote(
      name: "OPENCLAW_GATEWAY_PORT", meaning: "The gateway's port. `--port` wins over it, it wins over the config."),
    EnvironmentNote(name: "OPENCLAW_GATEWAY_TOKEN", meaning: "The token, where no flag gives one."),
    EnvironmentNote(name: "OPENCLAW_GATEWAY_PASSWORD", meaning: "The password, where no flag gives one."),
    EnvironmentNote(name: "OPENCLAW_NIX_MODE", meaning: "1: the config is made elsewhere, and no command changes it."),
    EnvironmentNote(name: "NO_COLOR", meaning: "Not empty: print without colours."),
    EnvironmentNote(name: "FORCE_COLOR", meaning: "0: print without colours. Anything else: print with them."),
  ]
}

/// A file that commands read or write.
struct FileNote {
  let name: String
  let meaning: String

  static let all = [
    FileNote(name: "~/.openclaw/openclaw.json", meaning: "The default profile's config."),
    FileNote(name: "~/.openclaw-PROFILE/openclaw.json", meaning: "A named profile's config."),
    FileNote(
      name: "~/.openclaw[-PROFILE]/openclaw.json.bak[.1-4]", meaning: "The config's last five contents, newest first."),
    FileNote(
      name: "~/.config/systemd/user/openclaw-gateway[-PROFILE].service", meaning: "A profile's user service."),
    FileNote(name: "/etc/systemd/system/openclaw-gateway[-PROFILE].service", meaning: "A profile's system service."),
  ]
}

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
  local command='' current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} index=1 word
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
      --profile|--port|--bind|--auth|--token|--token-file|--password|--password-file|--tailscale|--ws-log|--url|--timeout|--manager|--run-as|--wait|--output|--params|--workspace)
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
          'gateway render') command='gateway render' ;;
          'gateway health') command='gateway health' ;;
          'gateway call') command='gateway call' ;;
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
          ' setup') command='setup' ;;
          ' profiles') command='profiles' ;;
          'profiles list') command='profiles list' ;;
          ' completion') command='completion' ;;
          ' help') command='help' ;;
          ' version') command='version' ;;
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
    --manager) _openclaw__offer -W $'systemd\nsupervisor\nsystemd-user\nsystemd-system'; return ;;
    --run-as) return ;;
    --wait) return ;;
    --output) _openclaw__offer -f; compopt -o filenames 2> /dev/null; return ;;
    --params) return ;;
    --workspace) _openclaw__offer -d; compopt -o filenames 2> /dev/null; return ;;
  esac
  local flags='' words=''
  case $command in
    '') flags='--profile --dev --no-color --version --help' words='gateway daemon supervisor status health setup profiles completion help version' ;;
    'gateway') flags='--port --bind --auth --token --token-file --password --password-file --tailscale --allow-unconfigured --dev --force --verbose --ws-log --compact --help' words='run status install uninstall start stop restart render health call' ;;
    'gateway run') flags='--port --bind --auth --token --token-file --password --password-file --tailscale --allow-unconfigured --dev --force --verbose --ws-log --compact --help' ;;
    'gateway status') flags='--url --token --token-file --password --password-file --timeout --no-probe --deep --require-rpc --manager --json --help' ;;
    'gateway install') flags='--port --force --token-file --enable-linger --system --run-as --manager --hardened --dry-run --wait --json --help' ;;
    'gateway uninstall') flags='--purge --yes --system --manager --dry-run --json --help' ;;
    'gateway start') flags='--system --manager --wait --json --help' ;;
    'gateway stop') flags='--system --manager --wait --json --help' ;;
    'gateway restart') flags='--system --manager --wait --json --help' ;;
    'gateway render') flags='--manager --hardened --port --run-as --output --help' ;;
    'gateway health') flags='--url --token --token-file --password --password-file --timeout --json --help' ;;
    'gateway call') flags='--params --url --token --token-file --password --password-file --timeout --json --help' ;;
    'daemon') flags='--help' words='status install uninstall start stop restart' ;;
    'daemon status') flags='--url --token --token-file --password --password-file --timeout --no-probe --deep --require-rpc --manager --json --help' ;;
    'daemon install') flags='--port --force --token-file --enable-linger --system --run-as --manager --hardened --dry-run --wait --json --help' ;;
    'daemon uninstall') flags='--purge --yes --system --manager --dry-run --json --help' ;;
    'daemon start') flags='--system --manager --wait --json --help' ;;
    'daemon stop') flags='--system --manager --wait --json --help' ;;
    'daemon restart') flags='--system --manager --wait --json --help' ;;
    'supervisor') flags='--help' words='run' ;;
    'supervisor run') flags='--single --while-needed --help' ;;
    'status') flags='--deep --timeout --json --help' ;;
    'health') flags='--timeout --verbose --json --help' ;;
    'setup') flags='--workspace --port --dry-run --json --help' ;;
    'profiles') flags='--help' words='list' ;;
    'profiles list') flags='--json --help' ;;
    'completion') flags='--help' words='bash zsh fish' ;;
    'help') flags='--man --help' words='gateway daemon supervisor status health setup profiles completion help version exit-status' ;;
    'version') flags='--help' ;;
  esac
  if [[ $current == -* || -z $words ]]; then words=$flags; fi
  _openclaw__offer -W "${words// /$'\n'}"
}

complete -F _openclaw openclaw

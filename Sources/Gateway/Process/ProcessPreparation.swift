import Glibc

/// What a gateway's process needs before anything else.
enum ProcessPreparation {
  /// No signal for a broken pipe nor SIGUSR2, which has no meaning here, files for the owner alone, and as many descriptors as the system allows.
  ///
  /// SIGABRT ends the process at once, whatever handler the language's runtime has put there: the watchdog sends it to
  /// a frozen gateway.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGUSR2, SIG_IGN)
    signal(SIGABRT, SIG_DFL)
    umask(0o077)
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

import CLinux
import Glibc
import Platform

/// What this process takes of the machine: `proc_pid_stat(5)`, `proc_pid_statm(5)`, `getrusage(2)`.
struct ProcessUsage: Hashable, Sendable {
  /// User and kernel mode together.
  let cpuSeconds: Double
  let residentBytes: Int
  let virtualBytes: Int
  /// Since the epoch.
  let startSeconds: Double
  let descriptors: Int
  let descriptorLimit: Int

  /// Asks the kernel about this process.
  ///
  /// - Throws: `SystemError` where `/proc` cannot be read.
  static func current() throws(SystemError) -> ProcessUsage {
    let process = ListeningSockets.proc.appending("self")
    let pages = try numbers(of: process.appending("statm"))
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return ProcessUsage(
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      residentBytes: pages.count > 1 ? pages[1] * Int(getpagesize()) : 0,
      virtualBytes: pages.first.map { $0 * Int(getpagesize()) } ?? 0,
      startSeconds: startSeconds(), descriptors: try descriptorCount(process.appending("fd")),
      descriptorLimit: Int(clamping: limit.rlim_cur))
  }

  private static func numbers(of file: AbsolutePath) throws(SystemError) -> [Int] {
    let text = String(decoding: try Files.read(file, limit: 4096) ?? [], as: UTF8.self)
    return text.split(separator: " ").compactMap { Int($0) }
  }

  /// The kernel counts the start from the boot, and the boot in clock ticks.
  private static func startSeconds() -> Double {
    guard let ticks = ProcessStatus.read(getpid())?.identity.startTicks else { return 0 }
    var (sinceBoot, sinceEpoch) = (timespec(), timespec())
    clock_gettime(CLOCK_BOOTTIME, &sinceBoot)
    clock_gettime(CLOCK_REALTIME, &sinceEpoch)
    return seconds(sinceEpoch) - seconds(sinceBoot) + Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// From Linux 6.2 on the size of the directory is the number; before, its entries are counted.
  private static func descriptorCount(_ directory: AbsolutePath) throws(SystemError) -> Int {
    let size = try Files.status(directory)?.size ?? 0
    return size > 0 ? size : try Files.list(directory)?.count ?? 0
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  private static func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }
}

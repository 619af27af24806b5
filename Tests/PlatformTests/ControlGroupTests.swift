import TestSupport
import Testing

@testable import Platform

@Suite("Control groups") struct ControlGroupTests {
  /// What `/proc/self` says of a process: the mounts, the groups, and the directory that follows.
  private static let cases: [(mounts: String, groups: String, directory: String?)] = [
    ("30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw", "0::/", "/sys/fs/cgroup"),
    ("30 24 0:26 / /sys/fs/cgroup rw - cgroup2 none rw", "0::/a/b.scope", "/sys/fs/cgroup/a/b.scope"),
    ("30 24 0:26 /a /sys/fs/cgroup rw shared:4 - cgroup2 none rw", "0::/a/b", "/sys/fs/cgroup/b"),
    ("30 24 0:26 /a /sys/fs/cgroup rw - cgroup2 none rw", "0::/ab", nil),
    ("30 24 0:26 / /sys/fs/cgroup rw - cgroup2 none rw", "0::/../x", nil),
    ("30 24 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw", "0::/", nil),
    (
      "29 24 0:25 / /sys/fs/cgroup/pids rw - cgroup cgroup rw\n30 24 0:26 / /sys/fs/cgroup/unified rw - cgroup2 c rw",
      "8:pids:/x\n0::/", "/sys/fs/cgroup/unified"
    ),
    ("30 24 0:26 / /sys/fs/cgroup rw - cgroup2 none rw", "8:pids:/x", nil), ("", "0::/", nil),
    ("30 24 - cgroup2", "0::/", nil),
  ]

  @Test("the own group is found where the hierarchy is mounted", arguments: cases.indices)
  func current(index: Int) throws {
    let (mounts, groups, directory) = Self.cases[index]
    try withScratch { (proc) throws in
      try place(mounts + "\n", at: proc.appending("mountinfo"))
      try place(groups + "\n", at: proc.appending("cgroup"))
      #expect(try ControlGroup.current(proc: proc)?.directory.string == directory)
    }
  }

  @Test("where groups cannot be made the error says so, and what is gone is removed") func missing() throws {
    try withScratch { (directory) throws in
      let nowhere = ControlGroup(at: directory.appending("none"))
      #expect(throws: SystemError.self) { try nowhere.makeGroup("a") }
      #expect(try nowhere.remove())
    }
  }
}

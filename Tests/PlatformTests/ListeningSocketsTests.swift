import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Listening sockets")
struct ListeningSocketsTests {
  private let ourselves = getpid()

  @Test("a listener of either family is found with its address, owner and holder", arguments: [AF_INET, AF_INET6])
  func live(family: Int32) throws {
    let listener = try LoopbackListener(family)
    let port = listener.port
    let found = try ListeningSockets.on(port: port, likelyHolders: [ourselves])
    #expect(found.map(\.address) == [family == AF_INET ? "127.0.0.1" : "::1"])
    #expect(found.map(\.userID) == [geteuid()])
    #expect(found.first?.holder?.processIdentifier == ourselves)
    let inode = try listener.descriptor.status().inode
    #expect(found.map(\.inode) == [inode])
    #expect(try ListeningSockets.all().contains { $0.port == port && $0.holder == nil })
  }

  @Test("another user's listener has its owner and address, and no holder", .enabled(if: geteuid() == 0, "needs root"))
  func withoutRights() async throws {
    let listener = try LoopbackListener(AF_INET)
    await #expect(processExitsWith: .success) { [number = listener.port.number as Int] in
      try checked("setuid") { setuid(65534) }
      let found = try ListeningSockets.on(port: #require(Port(number)), likelyHolders: [getppid()])
      #expect(found.map(\.address) == ["127.0.0.1"])
      #expect(found.map(\.userID) == [0])
      #expect(found.map(\.holder) == [nil])
    }
    _ = consume listener
  }

  @Test("a port is free as soon as its listener is gone, whatever connections remain") func timeWait() throws {
    let listener = try LoopbackListener(AF_INET)
    let port = listener.port
    try listener.leaveTimeWait()
    _ = consume listener
    let local = ":" + String(port.number + 0x10000, radix: 16, uppercase: true).suffix(4) + " 0100007F:"
    let table = String(
      decoding: try #require(try Files.read(AbsolutePath.root.appending("proc/net/tcp"))), as: UTF8.self)
    #expect(table.contains(local))
    #expect(try ListeningSockets.on(port: port).isEmpty)
  }

  @Test("the likely holder is found without looking at any other process") func likelyHolder() throws {
    try withScratch { proc in
      try tables(in: proc, inode: 7)
      try process(11, holding: 7, in: proc)
      try process(4, holding: 7, in: proc)
      let holder = try ListeningSockets.on(port: port(80), likelyHolders: [99, 11], proc: proc).first?.holder
      #expect(holder?.processIdentifier == 11)
    }
  }

  @Test("every process is looked at when no likely one holds the socket") func wholeOfProc() throws {
    try withScratch { proc in
      try tables(in: proc, inode: 7)
      try process(3, holding: 8, in: proc)
      try process(4, holding: 7, in: proc)
      let holder = try ListeningSockets.on(port: port(80), likelyHolders: [3], proc: proc).first?.holder
      #expect(
        holder
          == RunningProcess(
            processIdentifier: 4, command: "a\\nb", arguments: ["gate", "--token", "s3cret"], userID: 12))
      #expect(holder?.commandLine == "gate --token ***")
    }
  }

  @Test("a socket whose holder cannot be seen stays without one") func unseen() throws {
    try withScratch { proc in
      try tables(in: proc, inode: 7)
      try process(3, holding: 8, in: proc)
      let found = try ListeningSockets.on(port: port(80), proc: proc)
      #expect(found.map(\.userID) == [1000])
      #expect(found.map(\.holder) == [nil])
    }
  }

  @Test("the search ends at its limit of links") func searchLimit() throws {
    try withScratch { proc in
      for number in 1...9 { try process(Int32(number), holding: UInt64(number), in: proc) }
      var search = SocketHolderSearch(for: [9], proc: proc, limit: 5)
      search.lookAtEveryProcess()
      #expect(search.holders.isEmpty)
      var patient = SocketHolderSearch(for: [9], proc: proc, limit: 100)
      patient.lookAtEveryProcess()
      #expect(patient.holders[9]?.processIdentifier == 9)
    }
  }

  @Test("a table that is absent, cut or of another form is an error, except that of IPv6") func unreadable() throws {
    try withScratch { proc in
      #expect(throws: SystemError.self) { try ListeningSockets.all(proc: proc) }
      try tables(in: proc, inode: 7)
      #expect(try ListeningSockets.all(proc: proc).map(\.endpoint) == ["127.0.0.1:80"])
      try place("heading\nnot a row\n", at: proc.appending("net/tcp6"))
      #expect(throws: SystemError(code: EBADMSG, call: "read", subject: "\(proc)/net/tcp6")) {
        try ListeningSockets.all(proc: proc)
      }
    }
  }

  @Test("a title that a program gave itself is one argument") func title() throws {
    try withScratch { proc in
      try process(5, holding: 1, in: proc)
      for (line, arguments) in [("nginx: master", ["nginx: master"]), ("", []), ("a\0\0b\0", ["a", "", "b"])] {
        try place(line, at: proc.appending("5/cmdline"))
        #expect(try RunningProcess.read(5, proc: proc)?.arguments == arguments)
      }
      #expect(try RunningProcess.read(6, proc: proc) == nil)
    }
  }

  private func port(_ number: Int) throws -> Port { try #require(Port(number)) }

  private func tables(in proc: AbsolutePath, inode: Int) throws {
    let row = SocketTableTests.row("0100007F:0050", inode: inode)
    try place(SocketTableTests.heading + row, at: proc.appending("net/tcp"))
  }

  private func process(_ number: Int32, holding inode: UInt64, in proc: AbsolutePath) throws {
    let directory = proc.appending("\(number)")
    try place("Name:\ta\\nb\nUmask:\t0022\nUid:\t10\t12\t13\t14\n", at: directory.appending("status"))
    try place("gate\0--token\0s3cret\0", at: directory.appending("cmdline"))
    try placeDirectory(directory.appending("fd"))
    symlink("/dev/null", "\(directory)/fd/0")
    symlink("socket:[\(inode)]", "\(directory)/fd/3")
  }
}

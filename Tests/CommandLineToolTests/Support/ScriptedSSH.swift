import Glibc
import Platform
import TestSupport

/// An `ssh` for tests, in a folder for `PATH`: what it is told is kept, and it forwards as `-L` says, or refuses.
struct ScriptedSSH {
  /// The folder it is in.
  let folder: AbsolutePath
  private let record: AbsolutePath

  /// - Parameter refusal: what it says before it ends with 255; nil for one that forwards until it is told to end.
  init(in home: TestHome, refusal: String? = nil) throws {
    folder = home.path.appending("ssh-bin")
    record = folder.appending("words")
    let script = refusal.map { "#!/bin/sh\necho '\($0)' >&2\nexit 255\n" } ?? Self.forwarder(record)
    let program = folder.appending("ssh")
    try place(script, at: program)
    try checked("chmod") { chmod(program.string, 0o755) }
  }

  /// The words it was told.
  func words() throws -> [String] {
    String(decoding: try Files.read(record) ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// It begins to listen only after a while, as ssh does.
  private static func forwarder(_ record: AbsolutePath) -> String {
    """
    #!/usr/bin/python3
    import socket, sys, threading, time
    words = sys.argv[1:]
    open("\(record)", "w").write("\\n".join(words))
    host, port, there, target = words[words.index("-L") + 1].split(":")
    time.sleep(0.1)
    listener = socket.create_server((host, int(port)))
    def copy(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
    while True:
        client, _ = listener.accept()
        gateway = socket.create_connection((there, int(target)))
        for pair in ((client, gateway), (gateway, client)):
            threading.Thread(target=copy, args=pair, daemon=True).start()

    """
  }
}

import Foundation
import TestSupport
import Testing

@Suite("Socket activation", .whereHostsBoot, .host, .serialized)
struct SocketActivationTests {
  private static let socket = "openclaw-gateway-open.socket"

  @Test("in a hundred restarts under load nobody is refused", .timeLimit(.minutes(10))) func restarts() async throws {
    let host = try BootedHost.current
    let answer = try await host.openclaw("--profile open gateway install --socket-activation")
    try #require(answer.status == 0, "\(answer)")
    let port = try #require(answer.document.port.integer)
    #expect(try await host.run("systemctl --user is-enabled \(Self.socket)").line == "enabled")
    let unit = SystemdHost.unitName("open")
    let result = try await host.run(
      "python3 - <<'END'\n\(Self.hammer(port: port, unit: unit, restarts: 100))\nEND", within: .seconds(400))
    let counts = try JSONDocument(result.output)
    #expect(counts.refused == 0, "\(result)")
    #expect((counts.connected.integer ?? 0) > 200, "\(result)")
    #expect(try await host.openclaw("--profile open gateway health").ok == true)
    #expect(try await host.openclaw("--profile open doctor").ok == true)
  }

  @Test("stop closes the port and start opens it; both are done through our commands") func stopAndStart() async throws
  {
    let host = try BootedHost.current
    let answer = try await host.openclaw("--profile open gateway install --socket-activation")
    let port = try #require(answer.document.port.integer, "\(answer)")
    #expect(try await host.openclaw("--profile open gateway stop").result == "stopped")
    #expect(try await host.run("systemctl --user is-active \(Self.socket)").line == "inactive")
    #expect(try await !listens(port, host))
    #expect(try await host.openclaw("--profile open gateway stop").result == "already-stopped")
    #expect(try await host.openclaw("--profile open gateway start").result == "started")
    #expect(try await host.run("systemctl --user is-active \(Self.socket)").line == "active")
    #expect(try await host.openclaw("--profile open gateway restart").result == "restarted")
    #expect(try await host.openclaw("--profile open gateway status").document.rpc.ok == true)
  }

  @Test("to look at a service that is down does not start it; to connect does") func looking() async throws {
    let host = try BootedHost.current
    let answer = try await host.openclaw("--profile open gateway install --socket-activation")
    let port = try #require(answer.document.port.integer, "\(answer)")
    let unit = SystemdHost.unitName("open")
    try #require(await host.run("systemctl --user stop \(unit)").succeeded)
    let status = try await host.openclaw("--profile open gateway status")
    #expect(status.document.service.runtime.sockets == [.object(["unit": .string(Self.socket), "listening": true])])
    #expect(status.state == "stopped" && status.document["rpc.code"] == "not-running", "\(status)")
    _ = try await host.openclaw("--profile open doctor --deep")
    for question in ["gateway health", "nodes status", "gateway probe"] {
      #expect(try await host.openclaw("--profile open \(question)").status == 4, "\(question)")
    }
    #expect(try await host.openclaw("--profile open logs").document.source == "journal")
    #expect(try await host.run("systemctl --user is-active \(unit)").line == "inactive")
    #expect(try await host.run("curl -sS http://127.0.0.1:\(port)/healthz").succeeded)
    #expect(try await host.run("systemctl --user is-active \(unit)").line == "active")
  }

  @Test("another port takes the socket along, and what is missing is mended by install and doctor") func changes()
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.openclaw("--profile open gateway install --socket-activation")
    let moved = try await host.openclaw("--profile open gateway install --force --port 23450")
    #expect(moved.status == 0, "\(moved)")
    #expect(try await listens(23450, host))
    try #require(
      await host.run("sed -i s/23450/23451/ ~/.config/systemd/user/\(Self.socket); systemctl --user daemon-reload")
        .succeeded)
    let found = try await host.openclaw("--profile open doctor")
    #expect(found.document.findings.items.contains { $0.checkId == "socket-unit-drift" }, "\(found)")
    let mended = try await host.openclaw("--profile open doctor --fix")
    #expect(mended.ok == true, "\(mended)")
    #expect(try await host.openclaw("--profile open gateway health").ok == true)
  }

  @Test("uninstall leaves nothing of the socket", arguments: [true, false]) func uninstall(whileRunning: Bool)
    async throws
  {
    let host = try BootedHost.current
    _ = try await host.openclaw("--profile open gateway uninstall")
    try #require(await host.openclaw("--profile open setup").status == 0)
    let before = try await host.serviceArtefacts()
    let answer = try await host.openclaw("--profile open gateway install --socket-activation")
    let port = try #require(answer.document.port.integer, "\(answer)")
    if !whileRunning { _ = try await host.openclaw("--profile open gateway stop") }
    #expect(try await host.openclaw("--profile open gateway uninstall").result == "uninstalled")
    #expect(try await host.serviceArtefacts().symmetricDifference(before) == [])
    #expect(try await !listens(port, host))
    let units = "systemctl --user list-units --all --no-legend 'openclaw*'"
    #expect(try await host.run(units).line == "")
  }

  @Test("the machine's systemd hands its sockets to a service that runs as somebody") func systemScope() async throws {
    let host = try BootedHost.current
    let line = "--profile sys gateway install --system --run-as bob --socket-activation"
    let answer = try await host.openclaw(line, as: .root)
    #expect(answer.status == 0, "\(answer)")
    #expect(try await host.run("systemctl is-active openclaw-gateway-sys.socket", as: .root).line == "active")
    #expect(try await host.openclaw("--profile sys gateway health", as: .root).ok == true)
    #expect(try await host.openclaw("--profile sys gateway uninstall --system", as: .root).status == 0)
    #expect(try await host.run("ls /etc/systemd/system | grep -c openclaw", as: .root).line == "0")
  }

  private func listens(_ port: Int, _ host: SystemdHost) async throws -> Bool {
    try await host.run("ss -Hltn 'sport = :\(port)'").line.isEmpty == false
  }

  /// Connects as fast as it can while a service restarts so often, and counts.
  ///
  /// A connection that is taken counts, whatever the gateway that ends does with it.
  private static func hammer(port: Int, unit: String, restarts: Int) -> String {
    """
    import json, socket, subprocess, threading
    counts = {"connected": 0, "refused": 0}
    done = threading.Event()
    def connect():
        while not done.is_set():
            try:
                with socket.create_connection(("127.0.0.1", \(port)), timeout=30) as client:
                    client.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n")
                    client.recv(64)
                counts["connected"] += 1
            except ConnectionRefusedError:
                counts["refused"] += 1
            except OSError:
                counts["connected"] += 1
            done.wait(0.005)
    thread = threading.Thread(target=connect)
    thread.start()
    for _ in range(\(restarts)):
        subprocess.run(["systemctl", "--user", "reset-failed", "\(unit)"])
        subprocess.run(["systemctl", "--user", "restart", "\(unit)"], check=True)
    done.set()
    thread.join()
    print(json.dumps(counts))
    """
  }
}

/// The texts of the canvas host.
enum CanvasPages {
  /// What every page is given: it reloads when told so, and offers the bridge to the application that shows it.
  static let script = """
    <script>(() => {
      const listen = () => {
        const scheme = location.protocol === "https:" ? "wss://" : "ws://";
        const socket = new WebSocket(scheme + location.host + "\(CanvasHost.reloadPath)");
        socket.onmessage = (message) => { if (message.data === "reload") location.reload(); };
        socket.onclose = () => setTimeout(listen, 2000);
      };
      listen();
      const post = (value) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        const apple = window.webkit?.messageHandlers?.openclawCanvasA2UIAction;
        const android = window.openclawCanvasA2UIAction;
        if (apple) { apple.postMessage(text); return true; }
        if (android) { android.postMessage(text); return true; }
        return false;
      };
      const send = (action) => {
        const id = action?.id || (crypto.randomUUID?.() ?? String(Date.now()));
        return post({ userAction: { ...action, id } });
      };
      window.OpenClaw = { ...window.OpenClaw, postMessage: post, sendUserAction: send };
      window.openclawPostMessage = post;
      window.openclawSendUserAction = send;
    })();</script>

    """

  /// The page that a new canvas begins with.
  static let starter = """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Canvas</title></head>
    <body>
    <h1>Canvas</h1>
    <p>This is <code>index.html</code> of the canvas. Write it anew, and this page reloads.</p>
    </body>
    </html>

    """

  /// What is said of a directory without an index.
  static let missingIndex = """
    <!doctype html>
    <title>Not Found</title>
    <p>Nothing is here yet: put an <code>index.html</code> into this directory of the canvas.</p>

    """
}

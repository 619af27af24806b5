"""The two programs under measurement."""


class Build:
    def __init__(self, folder):
        self.folder = folder
        self.openclaw = folder / "openclaw"
        self.gateway = folder / "openclaw-gateway"

    def exists(self):
        return self.openclaw.is_file() and self.gateway.is_file()

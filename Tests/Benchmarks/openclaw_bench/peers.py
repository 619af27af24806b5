"""Programs to compare with that are no part of the project, built outside its tree."""

import os
import pathlib
import shutil
import subprocess

TOOLS = pathlib.Path(__file__).resolve().parent / "tools"


class Peers:
    def __init__(self, folder):
        self.folder = folder
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
        self.cache = cache / "openclaw-bench"
        self.cache.mkdir(parents=True, exist_ok=True)

    def wsload(self):
        """The load generator, or None."""
        source = self.folder / "wsload.c"
        return self.compiled(source) if source.is_file() else None

    def nio_rpc(self):
        """The gateway's exchange written with SwiftNIO, or None. Built once; that takes minutes and the network."""
        source, copy = self.folder / "peers/nio-rpc", self.cache / "nio-rpc"
        if not source.is_dir():
            return None
        shutil.copytree(source, copy, dirs_exist_ok=True)
        command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--package-path", str(copy)]
        result = subprocess.run(command, capture_output=True)
        return copy / ".build/release/nio-rpc" if result.returncode == 0 else None

    def tool(self, name):
        """One of our own measuring aids, compiled."""
        return self.compiled(TOOLS / f"{name}.c")

    def compiled(self, source):
        program = self.cache / source.stem
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            compiler = shutil.which("cc") or shutil.which("clang")
            subprocess.run([compiler, "-O2", "-w", "-o", str(program), str(source), "-lm"], check=True)
        return program

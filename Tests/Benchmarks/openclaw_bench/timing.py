"""Medians of many runs, on this machine or on a host."""

import json
import pathlib
import shlex
import shutil
import subprocess

from .report import Unmeasured

TOOLS = pathlib.Path(__file__).resolve().parent / "tools"


def tool(name):
    """The text of one of our own measuring aids in Python."""
    return (TOOLS / name).read_text(encoding="utf-8")


def here(line):
    """Runs a line of shell on this machine, as `Host.must` does on a host."""
    result = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    if result.returncode != 0:
        raise Unmeasured(f"{line}: {result.stderr}")
    return result.stdout


def median_times(run, commands, runs=60):
    """The median time in milliseconds of each command: hyperfine's where it is installed, else our own loop's.

    `run` runs a line of shell and returns its output. A command that fails ends the measurement.
    """
    words = " ".join(shlex.quote(command) for command in commands)
    if shutil.which("hyperfine"):
        options = f"-N --style none --warmup 5 --runs {runs} --export-json"
        report = run(f"report=$(mktemp) && hyperfine {options} $report {words} && cat $report && rm $report")
        return [1000 * result["median"] for result in json.loads(report)["results"]]
    loop = shlex.quote(tool("turns.py"))
    return json.loads(run(f"python3 -c {loop} {runs} {words}"))

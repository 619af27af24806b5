"""Medians of many runs, on this machine or on a host."""

import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import time

SILENT = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]


def here(line):
    """Runs a line of shell on this machine, as `Host.must` does on a host."""
    return subprocess.run(["bash", "-c", line], check=True, capture_output=True, text=True).stdout


def median_times(run, commands, runs=60):
    """The median time in milliseconds of each command: hyperfine's where it is installed, else that of `take_turns`.

    `run` runs a line of shell and returns its output. A command that fails ends the measurement.
    """
    if shutil.which("hyperfine"):
        words = " ".join(shlex.quote(command) for command in commands)
        options = f"-N --style none --warmup 5 --runs {runs} --export-json"
        report = run(f"report=$(mktemp); hyperfine {options} $report {words}; cat $report; rm $report")
        return [1000 * result["median"] for result in json.loads(report)["results"]]
    source = pathlib.Path(__file__).read_text(encoding="utf-8")
    program = f"{source}\nprint(json.dumps(take_turns({commands!r}, {runs})))"
    return json.loads(run(f"python3 -c {shlex.quote(program)}"))


def take_turns(commands, runs):
    """Runs the commands in turn, so that drift hits all alike."""
    vectors = [shlex.split(command) for command in commands]
    times = [[] for _ in commands]
    for turn in range(runs + 5):
        for vector, samples in zip(vectors, times):
            start = time.perf_counter()
            status = os.waitpid(os.posix_spawn(shutil.which(vector[0]), vector, os.environ, file_actions=SILENT), 0)[1]
            if status != 0:
                raise RuntimeError(f"{vector}: {status}")
            if turn >= 5:
                samples.append(1000 * (time.perf_counter() - start))
    return [statistics.median(samples) for samples in times]

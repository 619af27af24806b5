"""turns.py RUNS COMMAND...: runs the commands in turn, so that drift hits all alike; prints their median milliseconds."""

import json
import os
import shlex
import shutil
import statistics
import sys
import time

SILENT = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]
WARMUP = 5


def milliseconds(vector):
    start = time.perf_counter()
    status = os.waitpid(os.posix_spawn(shutil.which(vector[0]), vector, os.environ, file_actions=SILENT), 0)[1]
    if status != 0:
        sys.exit(f"{vector}: {status}")
    return 1000 * (time.perf_counter() - start)


vectors = [shlex.split(command) for command in sys.argv[2:]]
turns = [[milliseconds(vector) for vector in vectors] for _ in range(WARMUP + int(sys.argv[1]))]
print(json.dumps([statistics.median(samples) for samples in zip(*turns[WARMUP:])]))

"""The table: one line per measurement, printed as it comes."""

import dataclasses

HEADINGS = ("row", "what", "ours", "beside", "", "ratio", "must", "aim", "")
WIDTHS = (3, 44, 13, 13, 26, 8, 8, 8, 0)


class Unmeasured(Exception):
    """Why a row has no result: a peer or a right is lacking, or a command has failed."""


@dataclasses.dataclass
class Result:
    """One measurement beside another. `ours` and `beside` are text with units, the rest are numbers to compare."""

    what: str
    ours: str
    beside: str
    peer: str
    ratio: float
    must: float
    aim: float
    more_is_better: bool = False
    unit: str = "x"

    def verdict(self):
        if self.reaches(self.aim):
            return "aim"
        return "must" if self.reaches(self.must) else "MISSED"

    def reaches(self, goal):
        return self.ratio >= goal if self.more_is_better else self.ratio <= goal


class Report:
    def __init__(self):
        self.missing = []
        self.line(HEADINGS)

    def add(self, number, result):
        goals = [f"{goal:g}{result.unit}" for goal in (result.must, result.aim)]
        ratio = f"{result.ratio:.3g}{result.unit}"
        self.line((number, result.what, result.ours, result.beside, result.peer, ratio, *goals, result.verdict()))

    def miss(self, number, reason):
        self.missing.append(f"row {number} NOT MEASURED: {reason}")

    def print_notes(self):
        for note in self.missing:
            print(note)

    @staticmethod
    def line(cells):
        print("  ".join(str(cell).ljust(width) for cell, width in zip(cells, WIDTHS)).rstrip(), flush=True)

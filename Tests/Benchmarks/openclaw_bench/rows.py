"""The rows of the table, by their numbers in the performance reference."""

from . import broadcast_row, canvas_row, command_rows, crowd_row, gateway_rows, supervisor_rows

ROWS = {
    1: command_rows.starting,
    2: lambda bench: command_rows.status(bench, "--no-probe", 2.0, 1.2),
    3: lambda bench: command_rows.status(bench, "", 3.0, 1.6),
    4: command_rows.deep_status,
    5: command_rows.installing,
    6: gateway_rows.readiness,
    7: gateway_rows.memory,
    8: gateway_rows.idle,
    9: lambda bench: gateway_rows.calls(bench, 50, 8, 2, 5),
    10: gateway_rows.few_calls,
    11: crowd_row.idle_connections,
    12: gateway_rows.connecting,
    13: broadcast_row.presence,
    14: canvas_row.files,
    16: supervisor_rows.reviving,
    17: supervisor_rows.memory,
    18: command_rows.peak,
}

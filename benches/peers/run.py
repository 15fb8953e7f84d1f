#!/usr/bin/env python3
"""Builds and runs the same work in Darse, by hand, and in other engines, alternating; prints medians of CPU time.

usage: benches/peers/run.py [ROUNDS [WORK…]]      (5 rounds of mm1, mmc, hold and loop; see README.md)

Each round runs every program once, in turn. A time is user and system time of the child process, less what the same
program takes with N = 1 (its start), divided by N. A ratio is taken within one round, against Darse.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")).resolve()
VENV = TARGET / "peers-venv"
PACKAGES = ["simpy==4.1.2", "ciw==3.2.7", "salabim==26.0.9"]

# Customers or holds, so that a run takes from a third of a second to some seconds.
TIMES = {
    "darse": {"mm1": 5_000_000, "mmc": 5_000_000, "hold": 10_000_000, "loop": 10_000_000},
    "by hand": {"mm1": 5_000_000, "mmc": 5_000_000, "hold": 5_000_000, "loop": 5_000_000},
    "darse, keyed streams": {"mm1-keyed": 3_000_000},
    "simcore": {"mm1": 1_000_000, "mmc": 1_000_000, "loop": 1_000_000},
    "odem-rs": {"mm1": 1_000_000, "loop": 2_000_000},
    "nexosim": {"mm1": 300_000, "mmc": 300_000, "loop": 500_000},
    "simpy": {"mm1": 50_000, "mmc": 50_000, "hold": 300_000, "loop": 200_000},
    "ciw": {"mm1": 10_000, "mmc": 10_000},
    "salabim": {"mm1": 10_000, "mmc": 10_000, "loop": 50_000},
}
PROGRAMS = {"by hand": "hand", "darse, keyed streams": "darse", "odem-rs": "odem"}
PYTHON = {"simpy", "ciw", "salabim"}


def command(name):
    stem = "peer_" + PROGRAMS.get(name, name)
    if name in PYTHON:
        return [str(VENV / "bin" / "python"), str(HERE / "python" / f"{stem}.py")]
    return [str(TARGET / "release" / stem)]


def build():
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=HERE, check=True)
    if not (VENV / "done").exists():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)
        (VENV / "done").touch()


def cpu_seconds(name, work, n):
    child = subprocess.Popen([*command(name), work, str(n)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{name} {work} failed")
    return usage.ru_utime + usage.ru_stime


def compare(work, rounds):
    contenders = {name: (key, times[key]) for name, times in TIMES.items() for key in times if key.split("-")[0] == work}
    start = {name: min(cpu_seconds(name, key, 1) for _ in range(2)) for name, (key, _) in contenders.items()}
    rows = []
    for _ in range(rounds):
        row = {name: (cpu_seconds(name, key, n) - start[name]) * 1e9 / n for name, (key, n) in contenders.items()}
        rows.append(row)
    print(f"\n{work:22} {'ns, median':>12} {'least':>10} {'most':>10} {'x darse':>9}")
    for name in contenders:
        times = [row[name] for row in rows]
        ratio = statistics.median(row[name] / row["darse"] for row in rows)
        print(f"{name:22} {statistics.median(times):12.1f} {min(times):10.1f} {max(times):10.1f} {ratio:9.2f}", flush=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    build()
    for work in arguments[1:] or ["mm1", "mmc", "hold", "loop"]:
        compare(work, int(arguments[0]) if arguments else 5)

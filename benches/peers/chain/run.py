#!/usr/bin/env python3
"""The same terminal in Darse and in SimPy: do they agree, and what does a box cost in each?

usage: benches/peers/chain/run.py [REPLICATIONS] [--planted] [--thin]     (12 of SimPy, four times as many of Darse; see README.md)

Random numbers are independent, so KPIs agree within intervals: of the difference of means (Welch), all together with 99 %.
Exit code 1 if one does not, or if an interval is too wide to mean anything. `--planted` gives SimPy alone quay cranes that are
3 % slower, which has to come out as a disagreement. `--thin` has a twentieth of the boxes, each lift twenty times as long: ships
wait as they do, for a twentieth of the CPU time, and KPIs of the quay and of the yard are compared. CPU time is user and system time of each process, its start included.
"""
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
VENV = TARGET / "chain-venv"
PACKAGES = ["simpy==4.1.2"]
SCENARIO = HERE / "scenario.toml"
PLANTED = ('mean = "100 s", cv = 0.3', 'mean = "103 s", cv = 0.3')
THIN = 20
TOGETHER = 0.99
DARSE_PER_SIMPY = 4

# KPIs of both, and how wide the half of an interval may be, relative to the mean.
KPIS = {
    "throughput_quay_teu": 0.03,
    "berth_occupancy": 0.05,
    "gross_berth_hours": 0.04,
    "berth_productivity": 0.03,
    "vessel_wait": 0.50,
    "crane_rate_gross": 0.02,
    "crane_rate_net": 0.02,
    "vehicle_utilisation": 0.03,
    "yard_crane_utilisation": 0.04,
    "yard_occupancy": 0.03,
    "rehandles_per_retrieval": 0.20,
    "dwell_time.transhipment": 0.03,
    "dwell_time.import": 0.02,
    "dwell_time.export": 0.03,
    "truck_visits": 0.02,
    "truck_terminal_time": 0.01,
}

IF_THIN = list(KPIS)[:11]  # of the others there is too little to tell


def thin(text):
    """The same quay with fewer boxes that take longer."""
    fewer = lambda match: re.sub(r"= ([\d.]+)", lambda number: f"= {float(number[1]) / THIN:g}", match[0])
    text = re.sub(r"^discharge = .*", fewer, text, flags=re.MULTILINE)
    text = re.sub(r"^exports = (\d+)", lambda match: f"exports = {max(1, round(int(match[1]) / THIN))}", text, flags=re.MULTILINE)
    longer = lambda match: f'cycle = {{ lognormal = {{ mean = "{int(match[1]) * THIN} s"'
    return re.sub(r'cycle = \{ lognormal = \{ mean = "(\d+) s"', longer, text)


def build():
    subprocess.run(["cargo", "build", "--release", "--locked", "-p", "darse-benches", "--bin", "chain"], cwd=ROOT, check=True)
    if not (VENV / "done").exists():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)
        (VENV / "done").touch()


def run(command):
    """What it prints, and its CPU seconds."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = json.load(child.stdout)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return printed, usage.ru_utime + usage.ru_stime


def student(level, freedom):
    """The two-sided Student factor, by bisection over Simpson's rule."""
    density = lambda x: (1 + x * x / freedom) ** (-(freedom + 1) / 2)
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi * freedom)

    def inside(t, steps=400):
        h = t / steps
        inner = sum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps))
        return 2 * scale * h / 3 * (density(0) + density(t) + inner)

    low, high = 0.0, 200.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) < level else (low, middle)
    return low


def compare(darse, simpy, kpis):
    """Prints one line a KPI; true if all agree, and mean something."""
    level = 1 - (1 - TOGETHER) / len(kpis)
    print(f"{'':26} {'Darse':>12} {'SimPy':>12} {'difference':>11} {'±':>9}   verdict")
    good = True
    for kpi in kpis:
        widest = KPIS[kpi]
        a, b = [it[kpi] for it in darse], [it[kpi] for it in simpy]
        mean, difference = statistics.mean(a), statistics.mean(b) - statistics.mean(a)
        va, vb = statistics.variance(a) / len(a), statistics.variance(b) / len(b)
        freedom = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
        half = student(level, freedom) * math.sqrt(va + vb)
        verdict = "DIFFERS" if abs(difference) > half else "agrees" if half <= widest * mean else "TOO WIDE"
        good &= verdict == "agrees"
        relative = f"{100 * difference / mean:+.2f} %", f"{100 * half / mean:.2f} %"
        print(f"{kpi:26} {mean:12.4f} {statistics.mean(b):12.4f} {relative[0]:>11} {relative[1]:>9}   {verdict}")
    return good


def main():
    arguments = sys.argv[1:]
    planted, is_thin = "--planted" in arguments, "--thin" in arguments
    replications = int(next((it for it in arguments if it.isdigit()), 12))
    build()
    text = SCENARIO.read_text()
    assert PLANTED[0] in text
    reduced = thin if is_thin else lambda text: text
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as one, tempfile.NamedTemporaryFile("w", suffix=".toml") as other:
        one.write(reduced(text))
        other.write(reduced(text.replace(*PLANTED) if planted else text))
        one.flush()
        other.flush()
        darse, simpy = [], []
        for seed in range(1, replications + 1):  # alternating, so that a busy machine slows both
            for part in range(DARSE_PER_SIMPY):
                darse.append(run([TARGET / "release" / "chain", one.name, str(seed + part * 10_000)]))
            simpy.append(run([VENV / "bin" / "python", HERE / "chain.py", other.name, str(seed)]))
            print(f"{seed}/{replications}", end="\r", file=sys.stderr, flush=True)
    good = compare([kpis for kpis, _ in darse], [kpis for kpis, _ in simpy], IF_THIN if is_thin else KPIS)

    # The ratio of a round: SimPy's replication against the mean of the Darse ones beside it.
    of_darse = [statistics.mean(cpu for _, cpu in darse[i : i + DARSE_PER_SIMPY]) for i in range(0, len(darse), DARSE_PER_SIMPY)]
    of_simpy = [cpu for _, cpu in simpy]
    ratios = [s / d for s, d in zip(of_simpy, of_darse)]
    boxes = statistics.mean(kpis["boxes"] for kpis, _ in simpy)
    print(f"\nCPU seconds a replication: Darse {statistics.median(of_darse):.2f}, SimPy {statistics.median(of_simpy):.1f}")
    darse_us, simpy_us = (1e6 * statistics.median(it) / boxes for it in (of_darse, of_simpy))
    print(f"µs a box over the quay:    Darse {darse_us:.2f}, SimPy {simpy_us:.0f}")
    print(f"SimPy takes {statistics.median(ratios):.0f} x as long ({min(ratios):.0f} to {max(ratios):.0f})")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

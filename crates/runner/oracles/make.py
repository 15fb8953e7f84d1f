#!/usr/bin/env python3
"""Makes the stored cases that Darse's statistics are tested against, by libraries that others wrote.

    pip install -r requirements.txt
    ./make.py            # writes <topic>.json beside this file, one for each topic
    ./make.py --check    # writes nothing; fails if a stored file would change

A topic is a module beside this one with a function `cases()` that returns what `case` below makes. To add one: the module, its
name in TOPICS, and an arm for each new statistic in crates/runner/tests/it/oracles, which computes the same by Darse.
All data are literal or drawn by numpy's PCG64 from a fixed seed, and stored with the case: the test needs no Python.
"""

import importlib
import json
import sys
from pathlib import Path

TOPICS = ["means", "quantiles", "ranking", "sensitivity", "series"]


def case(statistic, name, source, given, expected, tolerance=1e-9):
    """One case.

    statistic  what is computed; the test has an arm of this name
    name       which data, for people
    source     the function of the library that gave the expected values
    given      arguments: numbers, texts and lists of them
    expected   quantity -> value; the test compares every one
    tolerance  how far Darse may be off, relative to max(1, |expected|)
    """
    return {
        "statistic": statistic,
        "name": name,
        "source": source,
        "given": given,
        "expected": {quantity: plain(value) for quantity, value in expected.items()},
        "tolerance": tolerance,
    }


def plain(value):
    """A number or a list of them, without numpy's types; None where there is no number."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return None if value is None or value != value else float(value)


def main():
    here, stale = Path(__file__).parent, []
    for topic in TOPICS:
        lines = [json.dumps(it, allow_nan=False) for it in importlib.import_module(topic).cases()]
        text = "[\n" + ",\n".join(lines) + "\n]\n"
        file = here / f"{topic}.json"
        if "--check" not in sys.argv:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            stale.append(file.name)
    if stale:
        sys.exit(f"not what this script makes: {', '.join(stale)}")


if __name__ == "__main__":
    # Topics import `case` from `make`: let that be this very module.
    sys.modules["make"] = sys.modules["__main__"]
    main()

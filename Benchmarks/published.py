#!/usr/bin/env python3
"""Solve every instance with a published optimum and compare.

    MERIDIAN_INSTANCES=DIR Benchmarks/published.py --meridian .build/release/meridian --limit 120

DIR holds `optima.csv` (family, instance, problem, parameters, optimum, source) and one folder a family. Exits with 1
when a proven optimum is not the published one, or a bound lies above it.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

FORMATS = {"pmed": "orlib-pmed", "cap": "orlib-cap", "tsplib": "tsplib", "birch": "cloud", "sjc": "lorena", "mclp": "csv"}
MODELS = {"maximal covering": "max-covering"}


def find(folder: Path, row: dict, scratch: Path) -> Path | None:
    """The file of an instance, whatever its suffix; coordinates and demands in two files become one."""
    base = folder / row["family"] / row["instance"]
    places, demands = base.with_suffix(".coords.txt"), base.with_suffix(".demand.txt")
    if places.is_file() and demands.is_file():
        joined = scratch / f"{row['instance']}.csv"
        points = zip(places.read_text().splitlines()[1:], demands.read_text().split())
        lines = [",".join([str(number), *point.split(), demand]) for number, (point, demand) in enumerate(points, 1)]
        joined.write_text("\n".join(["id,x,y,demand", *lines]) + "\n")
        return joined
    for path in sorted((folder / row["family"]).glob(row["instance"] + ".*")):
        return path
    return None


def arguments(path: Path, row: dict) -> list[str]:
    """How the command line asks for this row."""
    found = ["solve", MODELS.get(row["problem"], row["problem"]), str(path), "--format", FORMATS[row["family"]], "--json"]
    parameters = dict(re.findall(r"(\w+)\s*=\s*([\d.]+)", row["parameters"]))
    for name, option in (("p", "-p"), ("capacity", "--capacity"), ("radius", "--radius")):
        if name in parameters:
            found += [option, parameters[name]]
    # The capacity does not matter without capacities, but files that leave it open must be given one.
    if row["problem"] == "uncapacitated" and row["instance"] in ("capa", "capb", "capc"):
        found += ["--capacity", "1"]
    return found


def tolerance(optimum: str) -> float:
    """Half a unit of the last digit published; whole numbers are exact."""
    digits = len(optimum.partition(".")[2])
    return 1.1 * 10.0 ** -digits if digits else 1e-6 * float(optimum)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meridian", default=".build/release/meridian", help="the command to run")
    parser.add_argument("--limit", type=float, default=120, help="seconds an instance")
    parser.add_argument("--only", default="", help="regular expression on family, instance, problem, parameters")
    options = parser.parse_args()
    folder = Path(os.environ.get("MERIDIAN_INSTANCES", ""))
    if not (folder / "optima.csv").is_file():
        print("MERIDIAN_INSTANCES names no folder with optima.csv", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        return compare(options, folder, Path(scratch))


def compare(options: argparse.Namespace, folder: Path, scratch: Path) -> int:
    """Solves and prints; 1 when anything is wrong."""
    wrong = 0
    times: dict[str, list[float]] = defaultdict(list)
    open_: dict[str, int] = defaultdict(int)
    with (folder / "optima.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        name = f"{row['family']} {row['instance']} {row['problem']} {row['parameters']}".strip()
        if not re.search(options.only, name):
            continue
        path = find(folder, row, scratch)
        if path is None or row["family"] not in FORMATS:
            print(f"{name}: left out, its file is not there")
            continue
        run = subprocess.run([options.meridian, *arguments(path, row), "--time-limit", str(options.limit)],
                             capture_output=True, text=True)
        if not run.stdout:
            print(f"{name}: {run.stderr.strip()}")
            wrong += 1
            continue
        answer = json.loads(run.stdout)
        family = f"{row['family']} {row['problem']}"
        proven = answer["status"] == "optimal"
        times[family].append(answer["seconds"]["solve"])
        open_[family] += not proven
        optimum, slack = float(row["optimum"]), tolerance(row["optimum"])
        objective, bound = answer["objective"], answer["bound"]
        # A best-known value may be improved upon; a proven one may not, nor may a bound lie on its wrong side.
        sense = -1 if answer["sense"] == "maximize" else 1
        best_known = row["source"].startswith("best known")
        bad = objective is None or (sense * (optimum - objective) > slack and not best_known) \
            or sense * (bound - optimum) > slack or (proven and abs(objective - optimum) > slack and not best_known)
        wrong += bad
        state = "WRONG" if bad else "proven" if proven else f"gap {answer['relative_gap']:.2e}"
        print(f"{name}: {objective} (published {row['optimum']}) {state}, {answer['seconds']['solve']:.3f} s, "
              f"{answer['nodes']} nodes", flush=True)
    for family, seconds in times.items():
        print(f"{family}: {len(seconds)} instances, {len(seconds) - open_[family]} proven, {sum(seconds):.2f} s together, "
              f"slowest {max(seconds):.2f} s")
    print(f"{wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

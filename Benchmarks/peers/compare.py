#!/usr/bin/env python3
"""Meridian beside HiGHS, SCIP, CP-SAT, GLPK and spopt: same files, same machine, same run, one thread each.

    pip install -r Benchmarks/peers/requirements.txt
    MERIDIAN_INSTANCES=DIR Benchmarks/peers/compare.py --meridian .build/release/meridian --limit 60

The general solvers get the textbook model as free MPS; spopt builds its own for CBC. Times are those of solving alone;
a ratio says how many times Meridian's time the other needed, with "> " where it ran into the limit without a proof.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import instances
from models import program
from solvers import SOLVERS

HERE = Path(__file__).parent
# Below a millisecond ratios would be of the clock.
LEAST_SECONDS = 0.001
DIFFERS = " **differs**"


def questions(folder: Path | None, generated: Path) -> list[instances.Instance]:
    """What is compared: a few of each family, small and middling, since the peers end there."""
    found = [
        instances.generated(generated, "max-covering", 10_000, 100, 0.08, 10),
        instances.generated(generated, "set-covering", 10_000, 100, 0.25, None),
    ]
    if folder is None:
        print("MERIDIAN_INSTANCES is not set: only generated instances are compared", file=sys.stderr)
        return found
    files = []
    for number in (1, 5, 6, 11, 15, 25, 26, 35, 40):
        files.append((f"pmed/pmed{number}.txt", lambda path: instances.pmed(path, "p-median")))
    for number in (1, 11):
        files.append((f"pmed/pmed{number}.txt", lambda path: instances.pmed(path, "p-center")))
    files += [
        ("cap/cap71.txt", lambda path: instances.warehouses(path, "uncapacitated")),
        ("cap/capa.txt.gz", lambda path: instances.warehouses(path, "uncapacitated", 8000.0)),
        ("cap/cap41.txt", lambda path: instances.warehouses(path, "capacitated")),
        ("cap/cap131.txt", lambda path: instances.warehouses(path, "capacitated")),
        ("cap/capa.txt.gz", lambda path: instances.warehouses(path, "capacitated", 8000.0)),
        ("mclp/chen_n1000s1.dat", lambda path: instances.chen(path, 15, 3.0)),
    ]
    for name, read in files:
        if (folder / name).exists():
            found.append(read(folder / name))
        else:
            print(f"{name} is not in {folder}: left out", file=sys.stderr)
    return found


def answer(name: str, model: Path, limit: float) -> dict:
    """The answer of a solver in a process of its own; a crash is an answer too.

    Some solvers do not keep their limit: with all they started they are ended after five times as long, and a minute
    for reading.
    """
    process = subprocess.Popen([sys.executable, HERE / "solvers.py", name, model, str(limit)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        output, errors = process.communicate(timeout=5 * limit + 60)
        return json.loads(output.splitlines()[-1])
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return {"optimal": False, "objective": None, "seconds": 5 * limit + 60, "megabytes": 0}
    except (IndexError, json.JSONDecodeError):
        return {"failed": (errors or "no output").strip().splitlines()[-1]}


def meridian(command: str, question: instances.Instance, scratch: Path, limit: float) -> dict:
    """Meridian's answer, its objective as the textbook model minimises it."""
    arguments = scratch / "arguments.json"
    arguments.write_text(json.dumps([command, *question.arguments()]))
    own = answer("Meridian", arguments, limit)
    if "failed" in own:
        sys.exit(f"{question.name}: {own['failed']}")
    if question.model == "max-covering":
        own["objective"] = float(question.weights.sum()) - own["objective"]
    return own


def differ(theirs: dict, own: dict) -> bool:
    """Whether two proven optima are not the same."""
    if not (theirs.get("optimal") and own["optimal"]):
        return False
    return abs(theirs["objective"] - own["objective"]) > 1e-6 * max(1, abs(own["objective"]))


def gave_up(theirs: dict, limit: float) -> bool:
    """Whether a solver ended long before the limit without a proof, as one does that cannot take the model."""
    return not theirs["optimal"] and theirs["seconds"] < 0.5 * limit


def told(theirs: dict, own: dict, limit: float) -> str:
    """A cell of the table."""
    if "absent" in theirs:
        return "–"
    if "failed" in theirs:
        return "failed"
    base = max(own["seconds"], LEAST_SECONDS)
    if theirs["optimal"]:
        return f"{theirs['seconds']:.2f} s ({theirs['seconds'] / base:,.0f}×)" + (DIFFERS if differ(theirs, own) else "")
    if gave_up(theirs, limit):
        return "gave up"
    gap = "no plan" if theirs["objective"] is None else f"+{theirs['objective'] / own['objective'] - 1:.2%}"
    return f"> {limit:.0f} s (> {limit / base:,.0f}×), {gap}"


def table(rows: list[dict], names: list[str], limit: float) -> str:
    """The Markdown table and the geometric means of the ratios below it."""
    lines = ["| instance | Meridian | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for row in rows:
        own = row["Meridian"]
        proof = "" if own["optimal"] else " (open)"
        cells = [f"{own['seconds']:.3f} s{proof}, {own['megabytes']} MB"] + [told(row[name], own, limit) for name in names]
        lines.append(f"| {row['model']} {row['name']} | " + " | ".join(cells) + " |")
    means = []
    for name in names:
        logs = [
            math.log(max(row[name]["seconds"] if row[name]["optimal"] else limit, LEAST_SECONDS)
                     / max(row["Meridian"]["seconds"], LEAST_SECONDS))
            for row in rows if "optimal" in row[name] and not gave_up(row[name], limit)
        ]
        proven = sum(row[name].get("optimal", False) for row in rows)
        mean = f"{math.exp(sum(logs) / len(logs)):,.0f}×" if logs else "–"
        means.append(f"{mean}, {proven} proven")
    own_proven = sum(row["Meridian"]["optimal"] for row in rows)
    lines.append(f"| **geometric mean of the ratios** (limit where unproven) | {own_proven} of {len(rows)} proven | "
                 + " | ".join(means) + " |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meridian", default=".build/release/meridian", help="the command to compare")
    parser.add_argument("--limit", type=float, default=60, help="seconds each solver has for an instance")
    parser.add_argument("--only", default="", help="instances whose model and name contain this")
    parser.add_argument("--solvers", nargs="*", default=list(SOLVERS), choices=list(SOLVERS))
    parser.add_argument("--json", type=Path, help="write every answer to this file")
    options = parser.parse_args()
    folder = os.environ.get("MERIDIAN_INSTANCES")
    command = str(Path(options.meridian).resolve())
    rows, wrong = [], False
    with tempfile.TemporaryDirectory() as scratch:
        model, data = Path(scratch) / "model.mps", Path(scratch) / "instance.pickle"
        for question in questions(Path(folder) if folder else None, Path(scratch)):
            if options.only not in f"{question.model} {question.name}":
                continue
            row = {"model": question.model, "name": question.name,
                   "Meridian": meridian(command, question, Path(scratch), options.limit)}
            program(question).write(model)
            data.write_bytes(pickle.dumps(question))
            for name in options.solvers:
                row[name] = answer(name, data if name.startswith("spopt") else model, options.limit)
                print(f"{question.model} {question.name}: {name}: {row[name]}", file=sys.stderr)
            rows.append(row)
            wrong = wrong or any(differ(row[name], row["Meridian"]) for name in options.solvers)
    print(table(rows, options.solvers, options.limit))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

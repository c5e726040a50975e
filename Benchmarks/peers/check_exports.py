#!/usr/bin/env python3
"""Solve the exported national model with HiGHS and compare the optimum with Meridian's own.

    pip install highspy
    Benchmarks/peers/check_exports.py .build/release/meridian

The exported model is a minimisation of the residents (at rate) left unserved, so that
objective of the plan = residents at rate - optimum of the model.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import highspy

COUNTIES = Path(__file__).parents[2] / "Sources/PlanningData/Resources/China/counties.csv"
RATES = {"East": 1.0, "Central": 1.2, "West": 1.3, "Northeast": 1.2}


def residents_at_rate() -> float:
    with COUNTIES.open(encoding="utf-8") as file:
        return sum(int(row["population_2020"]) * RATES[row["macro_region"]] for row in csv.DictReader(file))


def main() -> int:
    meridian = sys.argv[1] if len(sys.argv) > 1 else ".build/release/meridian"
    with tempfile.TemporaryDirectory() as folder:
        files = {"mps": Path(folder) / "plan.mps", "lp": Path(folder) / "plan.lp"}
        subprocess.run(
            [meridian, "export", "plan", "--mps", files["mps"], "--lp", files["lp"]],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        optima = {}
        for kind, path in files.items():
            solver = highspy.Highs()
            solver.setOptionValue("output_flag", False)
            solver.setOptionValue("mip_rel_gap", 0.0)
            if solver.readModel(str(path)) != highspy.HighsStatus.kOk:
                print(f"{kind}: HiGHS does not read the file")
                return 1
            begun = time.perf_counter()
            solver.run()
            optima[kind] = solver.getInfo().objective_function_value
            print(f"{kind}: {solver.modelStatusToString(solver.getModelStatus())}, {optima[kind]:.3f}, "
                  f"{time.perf_counter() - begun:.2f} s")
        plan = subprocess.run(
            [meridian, "plan", "--no-dispatch", "--json"], check=True, capture_output=True, text=True
        )
        placement = json.loads(plan.stdout)["placement"]
        expected = residents_at_rate() - placement["objective"]
        print(f"Meridian: {placement['objective']:.3f}, so the model's optimum should be {expected:.3f}")
        agree = all(abs(value - expected) <= 1e-7 * expected for value in optima.values())
        print("the optima agree" if agree else "THE OPTIMA DIFFER")
        return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())

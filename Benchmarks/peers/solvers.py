"""Runs one solver on one model in a process of its own: `python3 solvers.py NAME MODEL LIMIT`, an answer as JSON.

Every solver has one thread, a gap of zero and the limit in seconds. The time told is that of its solve call alone,
without starting Python, reading and building.
"""

from __future__ import annotations

import json
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def highs(model: Path, limit: float) -> dict:
    import highspy

    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.999e-6,
                          "time_limit": limit}.items():
        solver.setOptionValue(option, value)
    solver.readModel(str(model))
    begun = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - begun
    info = solver.getInfo()
    held = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return {"optimal": solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
            "objective": info.objective_function_value if held else None, "seconds": seconds}


def scip(model: Path, limit: float) -> dict:
    import pyscipopt

    solver = pyscipopt.Model()
    solver.hideOutput()
    solver.readProblem(str(model))
    solver.setParam("limits/time", limit)
    begun = time.perf_counter()
    solver.optimize()
    seconds = time.perf_counter() - begun
    return {"optimal": solver.getStatus() == "optimal",
            "objective": solver.getObjVal() if solver.getNSols() else None, "seconds": seconds}


def cp_sat(model: Path, limit: float) -> dict:
    from ortools.linear_solver.python import model_builder

    program = model_builder.Model()
    program.import_from_mps_file(str(model))
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(limit)
    solver.set_solver_specific_parameters("num_workers:1")
    begun = time.perf_counter()
    status = solver.solve(program)
    seconds = time.perf_counter() - begun
    held = status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    return {"optimal": status == model_builder.SolveStatus.OPTIMAL,
            "objective": solver.objective_value if held else None, "seconds": seconds}


def glpk(model: Path, limit: float) -> dict:
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as answer:
        run = subprocess.run(
            ["glpsol", "--freemps", str(model), "--tmlim", str(max(1, int(limit))), "-o", answer.name],
            capture_output=True, text=True, timeout=limit * 2 + 60)
        text = Path(answer.name).read_text()
    used = re.search(r"^Time used:\s+([\d.]+) secs", run.stdout, re.M)
    seconds = float(used[1]) if used else limit
    status = re.search(r"^Status:\s+(.*)$", text, re.M)
    value = re.search(r"^Objective:.*?=\s*(\S+)", text, re.M)
    optimal = bool(status) and "INTEGER OPTIMAL" in status[1]
    held = optimal or (bool(status) and "NON-OPTIMAL" in status[1])
    return {"optimal": optimal and run.returncode == 0, "objective": float(value[1]) if held and value else None,
            "seconds": seconds}


def spopt(instance: Path, limit: float) -> dict:
    import pulp
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

    with instance.open("rb") as file:
        question = pickle.load(file)
    costs, weights = question.costs, question.weights
    match question.model:
        case "p-median":
            model = PMedian.from_cost_matrix(costs, weights, p_facilities=question.p)
        case "p-center":
            model = PCenter.from_cost_matrix(costs, p_facilities=question.p)
        case "max-covering":
            model = MCLP.from_cost_matrix(costs, weights, question.radius, p_facilities=question.p)
        case "set-covering":
            model = LSCP.from_cost_matrix(costs, question.radius)
        case _:
            return {"absent": f"spopt has no {question.model} model"}
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=limit, threads=1)
    begun = time.perf_counter()
    # solve() also builds the result; a problem without an answer makes it raise.
    try:
        model = model.solve(solver)
    except (RuntimeError, TypeError):
        return {"optimal": False, "objective": None, "seconds": time.perf_counter() - begun}
    seconds = time.perf_counter() - begun
    value = pulp.value(model.problem.objective)
    if question.model == "max-covering":
        value = float(weights.sum()) - value
    proven = model.problem.sol_status == pulp.LpSolutionOptimal and seconds < limit
    return {"optimal": proven, "objective": value, "seconds": seconds}


def meridian(arguments: Path, limit: float) -> dict:
    """Runs the command kept in a file as JSON; it tells its own time of solving."""
    run = subprocess.run([*json.loads(arguments.read_text()), "--time-limit", str(limit)], capture_output=True, text=True)
    answer = json.loads(run.stdout)
    return {"optimal": answer["status"] == "optimal", "objective": answer["objective"],
            "seconds": answer["seconds"]["solve"]}


SOLVERS = {"HiGHS": highs, "SCIP": scip, "CP-SAT": cp_sat, "GLPK": glpk, "spopt + CBC": spopt}


def peak_kilobytes(inside: bool) -> int:
    """Peak memory of the children, and of this process when the solver ran `inside` it, Python and model included.

    Not ru_maxrss of this process: that starts with the peak of whoever began it.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if not inside:
        return children
    own = re.search(r"^VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(), re.M)
    return max(children, int(own[1]) if own else 0)


def main() -> None:
    name, model, limit = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    answer = (SOLVERS | {"Meridian": meridian})[name](model, limit)
    answer["megabytes"] = round(peak_kilobytes(inside=name not in ("Meridian", "GLPK")) / 1024)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

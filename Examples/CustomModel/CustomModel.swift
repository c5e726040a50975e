import Foundation
import LinearOptimization

#if GLPK
    import GLPKSolver
#endif

/// Where clinics open and who staffs them: a model of one's own, built, checked, solved and read.
@main
struct CustomModel {
    /// The optimum in thousand yuan a year, also found by enumeration below.
    static let knownOptimum = 2108.5

    static func main() throws {
        let data = Township()
        let clinics = ClinicModel(data)
        print(clinics.model, terminator: "\n\n")
        try clinics.model.validate()
        #if GLPK
            try solve(clinics, data, with: GLPKSolver())
        #else
            print("This build has no solver (its trait GLPK is off). The model as an LP file for another one:\n")
            print(try LPWriter().text(for: clinics.model))
        #endif
    }

    static func solve(_ clinics: ClinicModel, _ data: Township, with solver: some Solver) throws {
        let result = try solver.solve(clinics.model, options: SolveOptions(timeLimit: .seconds(60)))
        let solution = try result.requireSolution()
        print("Solved by \(solver.name): \(result.termination.reason.rawValue)")
        print("Cost \(number(solution.objective)), proven bound \(number(result.objectiveBound)),", terminator: " ")
        print("gap \(number(100 * result.relativeGap)) %")
        for (t, town) in data.towns.enumerated() where solution[clinics.open[t]] > 0.5 {
            let villages = data.villages.indices.filter { solution[clinics.serve[$0][t]] > 0.5 }
            let names = villages.map { data.villages[$0].name }.joined(separator: ", ")
            print("  \(town.name): \(Int(solution[clinics.nurses[t]].rounded())) nurses for \(names)")
        }

        let relaxation = try solver.solve(clinics.model.relaxed())
        let relaxed = try relaxation.requireSolution()
        print("\nWith fractions allowed it would cost \(number(relaxed.objective)). Prices there:")
        if let duals = relaxation.dualSolution {
            for constraint in clinics.model.constraints where abs(duals.dualValues[constraint.index]) > 1e-9 {
                guard let name = clinics.model.name(of: constraint) else { continue }
                print("  \(name): \(number(duals.dualValues[constraint.index]))")
            }
        }
        try check(clinics, data, result, solution, relaxed)
    }

    /// Ends the program with an error when anything printed above is wrong.
    static func check(
        _ clinics: ClinicModel, _ data: Township, _ result: SolveResult, _ solution: Solution, _ relaxed: Solution
    ) throws {
        let enumerated = data.costByEnumeration() ?? .infinity
        let checks = [
            ("the plan is proven optimal", result.termination.isOptimal && result.relativeGap <= 1e-9),
            ("the plan breaks no rule", clinics.model.violations(of: solution.values).isEmpty),
            ("its cost adds up", abs(clinics.model.objectiveValue(of: solution.values) - solution.objective) <= 1e-9),
            ("enumeration finds the same cost", abs(enumerated - solution.objective) <= 1e-6),
            ("it is the known optimum", abs(knownOptimum - solution.objective) <= 1e-6),
            ("the relaxation is no dearer", relaxed.objective <= solution.objective + 1e-6),
        ]
        print()
        for (claim, holds) in checks { print("\(holds ? "ok   " : "WRONG") \(claim)") }
        if checks.contains(where: { !$0.1 }) { exit(1) }
    }

    /// A number with at most two decimals.
    static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}

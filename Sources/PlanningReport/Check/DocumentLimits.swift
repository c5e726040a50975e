import HealthPlanning
import PlanningData

/// Counts in a document that no country has: adding them up would overflow.
enum DocumentLimits {
    private static let counts = 0...1_000_000_000_000

    /// Every count out of range, in the order of the document.
    static func problems(_ document: PlanDocument, file: String) -> [DataProblem] {
        var log = ProblemLog()
        func check(_ value: Int, _ field: String) {
            guard !counts.contains(value) else { return }
            log.add(
                file, field: field, "\(value) is out of range", fix: "write a number from 0 to \(counts.upperBound)")
        }
        for (name, placement) in [("placement", document.placement), ("greedy", document.greedy)]
            + (document.sitedFirst.map { [("sited_first", $0)] } ?? [])
        {
            for (index, center) in placement.centers.enumerated() {
                let field = "\(name).centers[\(index)]"
                check(center.newlyCovered, field + ".newly_covered")
                for discipline in Discipline.allCases {
                    check(center.medics[discipline] ?? 0, "\(field).medics.\(discipline.rawValue)")
                    check(center.shortages[discipline] ?? 0, "\(field).shortages.\(discipline.rawValue)")
                }
            }
        }
        for (name, dispatch) in [("dispatch", document.dispatch), ("greedy_dispatch", document.greedyDispatch)] {
            guard let dispatch else { continue }
            check(dispatch.institutions, name + ".institutions")
            check(dispatch.served, name + ".served")
            for (index, flow) in dispatch.flows.enumerated() {
                check(flow.institutions, "\(name).flows[\(index)].institutions")
            }
            for (index, shortage) in dispatch.shortages.enumerated() {
                check(shortage.institutions, "\(name).shortages[\(index)].institutions")
            }
            for (index, reason) in dispatch.explanations.enumerated() {
                check(reason.institutions, "\(name).explanations[\(index)].institutions")
                check(reason.capacity, "\(name).explanations[\(index)].capacity")
            }
        }
        return log.error?.problems ?? []
    }
}

#if Command
    import Foundation
    import LinearOptimization
    import NetworkFlow
    import PlanningData
    import PlanningReport

    /// The answer of `meridian dispatch` on files, as JSON and as text.
    struct StaffingAnswer {
        let instance: StaffingInstance
        let plan: SparseTransportationPlan
        let read: Double
        let solve: Double
        let write: Double

        /// Most identifiers listed per shortage.
        private static let listed = 20

        private func amount(_ cost: Int128?) -> JSONValue {
            guard let cost else { return .null }
            if instance.decimals == 0, let whole = Int(exactly: cost) { return .int(whole) }
            return .number(Double(cost) / pow(10, Double(instance.decimals)))
        }

        private var shortages: [SparseTransportationPlan.Shortage] {
            plan.termination.isOptimal ? plan.shortages(in: instance.problem) : []
        }

        private var shortInstitutions: Int {
            plan.unmet == 0
                ? 0
                : (0..<instance.problem.receiverCount).count { plan.unmet(of: $0, in: instance.problem) > 0 }
        }

        /// One line of JSON; see the command's page for the keys.
        func json() throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let value = JSONValue.object([
                "status": .string(plan.termination.reason.rawValue),
                "limit": plan.termination.limit.map { .string($0.rawValue) } ?? .null,
                "objective": amount(plan.cost), "bound": amount(plan.bound),
                "assigned": .int(Int(plan.served)), "short": .int(Int(plan.unmet)),
                "institutions": .int(instance.problem.receiverCount), "hospitals": .int(instance.problem.supplierCount),
                "arcs": .int(instance.problem.arcCount), "short_institutions": .int(shortInstitutions),
                "shortages": .array(shortages.prefix(Self.listed).map(shortage)),
                "seconds": .object(["read": .number(read), "solve": .number(solve), "write": .number(write)]),
            ])
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        }

        /// Why some institutions go without: all of them can reach these hospitals only, and those are full.
        private func shortage(_ shortage: SparseTransportationPlan.Shortage) -> JSONValue {
            let short = shortage.receivers.lazy.filter { plan.unmet(of: $0, in: instance.problem) > 0 }
            return .object([
                "institutions": .int(shortage.receivers.count), "need": .int(Int(shortage.need)),
                "staff": .int(Int(shortage.supply)), "missing": .int(Int(shortage.missing)),
                "without": .array(short.prefix(Self.listed).map { .string(instance.institutions[$0]) }),
                "hospitals": .array(shortage.suppliers.prefix(Self.listed).map { .string(instance.hospitals[$0]) }),
                "hospital_count": .int(shortage.suppliers.count),
            ])
        }

        /// The answer for people.
        var text: String {
            func told(_ cost: Int128?) -> String {
                guard let cost else { return "none" }
                return NumberText.brief(Double(cost) / pow(10, Double(instance.decimals)), upTo: 6)
            }
            var lines = [
                "dispatch: \(NumberText.grouped(instance.problem.receiverCount)) institutions, "
                    + "\(NumberText.grouped(instance.problem.supplierCount)) hospitals, "
                    + "\(NumberText.grouped(instance.problem.arcCount)) arcs",
                "  status     \(StatusText.sentence(plan.termination))",
                "  assigned   \(NumberText.grouped(Int(plan.served))) staff, \(NumberText.grouped(Int(plan.unmet))) short",
                "  objective  \(told(plan.cost)), bound \(told(plan.bound))",
                "  time       read \(NumberText.brief(read, upTo: 3)) s, solve \(NumberText.brief(solve, upTo: 3)) s, "
                    + "write \(NumberText.brief(write, upTo: 3)) s",
            ]
            for shortage in shortages.prefix(Self.listed) {
                let names = shortage.suppliers.prefix(5).map { instance.hospitals[$0] }.joined(separator: " ")
                lines.append(
                    "  short      \(NumberText.grouped(shortage.receivers.count)) institutions need \(shortage.need) and reach "
                        + "only \(shortage.supply), of \(shortage.suppliers.count) hospitals \(names)")
            }
            return lines.map(TextWidth.printable).joined(separator: "\n") + "\n"
        }
    }
#endif

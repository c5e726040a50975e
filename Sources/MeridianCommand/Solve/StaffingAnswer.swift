#if Command
    import FacilityLocation
    import Foundation
    import LinearOptimization
    import NetworkFlow
    import PlanningData
    import PlanningReport

    /// The answer of `meridian dispatch` on files, as JSON and as text.
    struct StaffingAnswer {
        /// Which hospitals may serve an institution.
        enum Pairs: String {
            /// Those of the file of arcs.
            case listed
            /// The nearest few.
            case nearest
            /// All of them.
            case all
        }

        /// Times by stage.
        struct Seconds {
            var read = 0.0
            var solve = 0.0
            var greedy = 0.0
            var write = 0.0
        }

        let engine: LocationEngine
        let pairs: Pairs
        private(set) var instance: StaffingInstance
        private(set) var plan: SparseTransportationPlan
        var seconds = Seconds()
        /// Who goes short and why, once ``explain()`` was called.
        private(set) var unserved: [StaffingInstance.Unserved] = []
        private var shortages: [SparseTransportationPlan.Shortage] = []
        /// Cost of the plan and what is proven of it, exact or as measured.
        private var objective = JSONValue.null
        private var bound = JSONValue.null
        private var greedyObjective = JSONValue.null
        private var greedyShort: Int64 = 0

        /// Most identifiers listed per shortage, and institutions that go short.
        private static let listed = 20

        init(engine: LocationEngine, pairs: Pairs, instance: StaffingInstance, plan: SparseTransportationPlan) {
            self.engine = engine
            self.pairs = pairs
            self.instance = instance
            self.plan = plan
        }

        /// Takes the baseline in: its figures, and its plan where a limit left a worse one.
        mutating func compare(with greedy: SparseTransportationPlan) {
            adopt(greedy, instance)
            (objective, bound) = (amount(plan.cost), amount(plan.bound))
            (greedyObjective, greedyShort) = (amount(greedy.cost), greedy.unmet)
        }

        /// The same where costs are distances, which count as they are rather than as they are rounded.
        mutating func compare(with greedy: PointTransportation.Answer, of points: StaffingFiles.Points) {
            adopt(greedy.plan, points.instance(greedy))
            let length = points.problem.length(of: plan, over: instance.problem)
            objective = .number(length)
            if let bound = plan.bound {
                // Each unit's distance may have been rounded up by half of the last decimal.
                let unit = pow(10, -Double(instance.decimals))
                self.bound = .number(max(0, min(length, (Double(bound) - 0.5 * Double(plan.served)) * unit)))
            }
            greedyObjective = .number(points.problem.length(of: greedy.plan, over: greedy.problem))
            greedyShort = greedy.plan.unmet
        }

        private mutating func adopt(_ greedy: SparseTransportationPlan, _ other: StaffingInstance) {
            guard !plan.termination.isOptimal, (greedy.unmet, greedy.cost) < (plan.unmet, plan.cost) else { return }
            let termination = plan.termination
            (instance, plan) = (other, greedy)
            plan.termination = termination
        }

        /// Finds who goes short and why.
        mutating func explain() {
            guard plan.unmet > 0 else { return }
            if plan.termination.isOptimal {
                shortages = pairs == .all ? [everybody] : plan.shortages(in: instance.problem)
            }
            unserved = instance.unserved(plan, shortages: shortages, allPairs: pairs == .all)
        }

        /// The one shortage there can be where every hospital may serve everybody.
        private var everybody: SparseTransportationPlan.Shortage {
            let problem = instance.problem
            return SparseTransportationPlan.Shortage(
                receivers: (0..<problem.receiverCount).filter { problem.need(of: $0) > 0 },
                suppliers: Array(0..<problem.supplierCount), need: plan.served + plan.unmet,
                supply: problem.supplies.reduce(0, +))
        }

        private func amount(_ cost: Int128?) -> JSONValue {
            guard let cost else { return .null }
            if instance.decimals == 0, let whole = Int(exactly: cost) { return .int(whole) }
            return .number(Double(cost) / pow(10, Double(instance.decimals)))
        }

        /// One line of JSON; see the command's page for the keys.
        func json() throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let value = JSONValue.object([
                "status": .string(plan.termination.reason.rawValue),
                "limit": plan.termination.limit.map { .string($0.rawValue) } ?? .null,
                "engine": .string(engine.rawValue), "pairs": .string(pairs.rawValue),
                "objective": objective, "bound": bound,
                "greedy_objective": greedyObjective, "greedy_short": .int(Int(greedyShort)),
                "assigned": .int(Int(plan.served)), "short": .int(Int(plan.unmet)),
                "institutions": .int(instance.problem.receiverCount), "hospitals": .int(instance.problem.supplierCount),
                "arcs": .int(instance.problem.arcCount),
                "cost_decimals": .int(instance.decimals), "costs_rounded": .bool(instance.isRounded),
                "short_institutions": .int(unserved.count),
                "unserved": .array(unserved.prefix(Self.listed).map(entry)),
                "shortages": .array(shortages.prefix(Self.listed).map(shortage)),
                "seconds": .object([
                    "read": .number(seconds.read), "solve": .number(seconds.solve), "greedy": .number(seconds.greedy),
                    "write": .number(seconds.write),
                ]),
            ])
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        }

        private func entry(_ entry: StaffingInstance.Unserved) -> JSONValue {
            .object([
                "institution": .string(instance.institutions[entry.institution]), "need": .int(Int(entry.need)),
                "missing": .int(Int(entry.missing)), "reason": .string(entry.reason),
            ])
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
            func told(_ value: JSONValue) -> String {
                switch value {
                case .int(let whole): NumberText.grouped(whole)
                case .number(let number): NumberText.brief(number, upTo: 6)
                default: "none"
                }
            }
            var lines = [
                "dispatch: \(NumberText.grouped(instance.problem.receiverCount)) institutions, "
                    + "\(NumberText.grouped(instance.problem.supplierCount)) hospitals, "
                    + "\(NumberText.grouped(instance.problem.arcCount)) arcs",
                "  status     \(StatusText.sentence(plan.termination))",
                "  assigned   \(NumberText.grouped(Int(plan.served))) staff, \(NumberText.grouped(Int(plan.unmet))) short",
                "  objective  \(told(objective)), bound \(told(bound))",
                "  greedy     \(told(greedyObjective)), \(NumberText.grouped(Int(greedyShort))) short",
                "  time       read \(NumberText.brief(seconds.read, upTo: 3)) s, "
                    + "solve \(NumberText.brief(seconds.solve, upTo: 3)) s, "
                    + "write \(NumberText.brief(seconds.write, upTo: 3)) s",
            ]
            for entry in unserved.prefix(Self.listed) {
                lines.append(
                    "  short      \(instance.institutions[entry.institution]): \(entry.missing) of \(entry.need), "
                        + entry.reason)
            }
            if unserved.count > Self.listed {
                lines.append(
                    "  short      \(NumberText.grouped(unserved.count - Self.listed)) more; --unserved lists them all")
            }
            return lines.map(TextWidth.printable).joined(separator: "\n") + "\n"
        }
    }
#endif

#if Command
    import HealthPlanning
    internal import Yams

    extension ScenarioDecoder {
        /// Sets what the file says of centres that are there already.
        func supply(_ node: Node, _ path: String, into supply: inout SupplyPolicy) {
            let fields = fields(
                node, path,
                known: ["countsRegionalCenters", "countsNationalCenters", "countsLeadingHospitals", "weakestEvidence"])
            func set<Value>(_ key: String, _ target: inout Value, _ read: (Node, String) -> Value?) {
                if let node = fields[key], let value = read(node, join(path, key)) { target = value }
            }
            set("countsRegionalCenters", &supply.countsRegionalCenters, bool)
            set("countsNationalCenters", &supply.countsNationalCenters, bool)
            set("countsLeadingHospitals", &supply.countsLeadingHospitals, bool)
            set("weakestEvidence", &supply.weakestEvidence) { node, path in
                text(node, path).flatMap { choice($0, node, path, among: Evidence.known) }
            }
        }

        /// Sets what the file says of donors.
        func twinning(_ node: Node, _ path: String, into twinning: inout TwinningPolicy) {
            let fields = fields(
                node, path,
                known: [
                    "isJoint", "maximumPerDonor", "allowsSameProvince", "allowsMilitary", "requiresGeneralDonor",
                    "maximumDistanceKilometers", "residentsPer100Kilometers", "residentsPerTier", "medicsPerCenter",
                    "releasableByTier",
                ])
            func set<Value>(_ key: String, _ target: inout Value, _ read: (Node, String) -> Value?) {
                if let node = fields[key], let value = read(node, join(path, key)) { target = value }
            }
            set("isJoint", &twinning.isJoint, bool)
            set("maximumPerDonor", &twinning.maximumPerDonor) { int($0, $1, in: 1...1_000_000) }
            set("allowsSameProvince", &twinning.allowsSameProvince, bool)
            set("allowsMilitary", &twinning.allowsMilitary, bool)
            set("requiresGeneralDonor", &twinning.requiresGeneralDonor, bool)
            if let limit = fields["maximumDistanceKilometers"] {
                if isOff(limit) {
                    twinning.maximumDistanceKilometers = nil
                } else if let value = double(limit, join(path, "maximumDistanceKilometers"), in: 0...100_000) {
                    twinning.maximumDistanceKilometers = value
                }
            }
            set("residentsPer100Kilometers", &twinning.residentsPer100Kilometers) { double($0, $1) }
            set("residentsPerTier", &twinning.residentsPerTier) { double($0, $1) }
            let medics = twinning.medicsPerCenter
            set("medicsPerCenter", &twinning.medicsPerCenter) { node, path in
                self.medics(node, path).map { medics.merging($0) { _, new in new } }
            }
            set("releasableByTier", &twinning.releasableByTier) { node, path in
                guard let items = items(node, path) else { return nil }
                let numbers = items.map { int($0.node, $0.path, in: 0...1_000_000) }
                return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
            }
        }

        private func medics(_ node: Node, _ path: String) -> [Discipline: Int]? {
            let fields = fields(node, path, known: Discipline.allCases.map(\.rawValue))
            var medics: [Discipline: Int] = [:]
            for discipline in Discipline.allCases {
                guard let node = fields[discipline.rawValue] else { continue }
                if let count = int(node, join(path, discipline.rawValue), in: 0...1_000_000) {
                    medics[discipline] = count
                }
            }
            return medics
        }

        /// Sets what the file says of staff sent to community-level institutions.
        func dispatch(_ node: Node, _ path: String, into dispatch: inout DispatchPolicy) {
            let fields = fields(
                node, path,
                known: [
                    "presenceDaysPerWeek", "workingDaysPerWeek", "daysPerVisit", "hospitalShare", "releasableShare",
                    "reachKilometers", "fairness",
                ])
            func set(_ key: String, _ target: inout Double, in limits: ClosedRange<Double>) {
                if let node = fields[key], let value = double(node, join(path, key), in: limits) { target = value }
            }
            set("presenceDaysPerWeek", &dispatch.presenceDaysPerWeek, in: 0...7)
            set("workingDaysPerWeek", &dispatch.workingDaysPerWeek, in: 0...7)
            set("daysPerVisit", &dispatch.daysPerVisit, in: 0...7)
            set("hospitalShare", &dispatch.hospitalShare, in: 0...1)
            set("releasableShare", &dispatch.releasableShare, in: 0...1)
            set("reachKilometers", &dispatch.reachKilometers, in: 0...100_000)
            if let node = fields["fairness"], let word = text(node, join(path, "fairness")),
                let fairness = choice(word, node, join(path, "fairness"), among: DispatchFairness.allCases)
            {
                dispatch.fairness = fairness
            }
        }

        /// The objective: `p-median`, or a name with its distances.
        func objective(_ node: Node, _ path: String, base: PlacementObjective) -> PlacementObjective? {
            switch node {
            case .scalar(let scalar): return objective(named: scalar.string, nil, node, path, base)
            case .mapping(let mapping):
                guard mapping.count == 1, let (key, value) = mapping.first, case .scalar(let name) = key else {
                    report(
                        node, path, "one objective is to be chosen",
                        fix: "write one of: \(Self.objectiveExamples.joined(separator: ", "))")
                    return nil
                }
                return objective(named: name.string, value, key, path, base)
            default:
                report(
                    node, path, "is \(kind(node))",
                    fix: "write one of: \(Self.objectiveExamples.joined(separator: ", "))")
                return nil
            }
        }

        private static let objectiveExamples = [
            "p-median", "maximal-covering: {radius: 150}", "gradual-covering: {full: 100, zero: 250}",
        ]

        /// Reads an objective by either of its spellings: the one of the command line or the one of plan files.
        private func objective(
            named name: String, _ values: Node?, _ node: Node, _ path: String, _ base: PlacementObjective
        ) -> PlacementObjective? {
            switch name {
            case "p-median", "pMedian":
                if let values, !isOff(values) { _ = fields(values, join(path, name), known: []) }
                return .pMedian
            case "maximal-covering", "maximalCovering":
                var radius: Double?
                if case .maximalCovering(let value) = base { radius = value }
                let given = distances(values, join(path, name), ["radius"])
                return distance(given["radius"] ?? radius, "radius", node, join(path, name), given.isEmpty).map {
                    .maximalCovering(radius: $0)
                }
            case "gradual-covering", "gradualCovering":
                var full: Double?
                var zero: Double?
                if case .gradualCovering(let a, let b) = base { (full, zero) = (a, b) }
                let given = distances(values, join(path, name), ["full", "zero"])
                let near = distance(given["full"] ?? full, "full", node, join(path, name), given["full"] == nil)
                let far = distance(given["zero"] ?? zero, "zero", node, join(path, name), given["zero"] == nil)
                guard let near, let far else { return nil }
                guard near <= far else {
                    report(
                        node, join(path, name), "full cover up to \(near) km contradicts none beyond \(far) km",
                        fix: "let zero be the larger distance")
                    return nil
                }
                return .gradualCovering(full: near, zero: far)
            default:
                report(
                    node, path, "\"\(NumberText.shortened(name))\" is not an objective",
                    fix: Suggestion.hint(for: name, among: ["p-median", "maximal-covering", "gradual-covering"]))
                return nil
            }
        }

        /// Distances given; one that cannot be read is there as NaN, so that it is not reported as missing too.
        private func distances(_ node: Node?, _ path: String, _ known: [String]) -> [String: Double] {
            guard let node, !isOff(node) else { return [:] }
            return fields(node, path, known: known).reduce(into: [:]) { result, field in
                result[field.key] = double(field.value, join(path, field.key), in: 0...100_000) ?? .nan
            }
        }

        private func distance(
            _ value: Double?, _ name: String, _ node: Node, _ path: String, _ isUnset: Bool
        ) -> Double? {
            guard let value else {
                if isUnset { report(node, join(path, name), "is missing", fix: "give the distance in km") }
                return nil
            }
            return value.isNaN ? nil : value
        }
    }
#endif

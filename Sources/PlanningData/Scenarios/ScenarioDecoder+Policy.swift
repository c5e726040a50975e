#if Command
    import HealthPlanning
    internal import Yams

    extension ScenarioDecoder {
        private static let policyFields = [
            "newCenters", "priorityRegions", "minimumPriorityShare", "regionRates", "capitals", "minimumHostPopulation",
            "hostPopulationCredit", "kilometersPerCoveredResident", "maximumPerProvince",
            "minimumPerProvinceWithoutCenter",
            "provinceQuotas", "minimumSpacingKilometers", "minimumSpacingToExistingKilometers", "requiredHosts",
            "excludedHosts", "implications", "mutuallyExclusive", "budget", "costPerCenter", "costByCity",
            "coverageFloors",
            "exceptions",
        ]

        /// Sets what the file gives of the placement rules.
        func policy(_ node: Node, _ path: String, into policy: inout Policy) {
            let fields = fields(node, path, known: Self.policyFields)
            // A field that cannot be read keeps its base value: the problem is logged, and checks go on.
            func set<Value>(_ key: String, _ target: inout Value, _ read: (Node, String) -> Value?) {
                if let node = fields[key], let value = read(node, join(path, key)) { target = value }
            }
            func setOptional<Value>(_ key: String, _ target: inout Value?, _ read: (Node, String) -> Value?) {
                guard let node = fields[key] else { return }
                if isOff(node) {
                    target = nil
                } else if let value = read(node, join(path, key)) {
                    target = value
                }
            }
            set("newCenters", &policy.newCenters, range)
            set("priorityRegions", &policy.priorityRegions, regions)
            setOptional("minimumPriorityShare", &policy.minimumPriorityShare) { double($0, $1, in: 0...1) }
            // Regions left out keep their rate.
            let rates = policy.regionRates
            set("regionRates", &policy.regionRates) { node, path in
                self.rates(node, path, in: 0...1e9).map { rates.merging($0) { _, new in new } }
            }
            set("capitals", &policy.capitals, capitals)
            set("minimumHostPopulation", &policy.minimumHostPopulation) { isOff($0) ? 0 : int($0, $1) }
            set("hostPopulationCredit", &policy.hostPopulationCredit) { double($0, $1) }
            set("kilometersPerCoveredResident", &policy.kilometersPerCoveredResident) { double($0, $1) }
            setOptional("maximumPerProvince", &policy.maximumPerProvince) { int($0, $1) }
            set("minimumPerProvinceWithoutCenter", &policy.minimumPerProvinceWithoutCenter) {
                isOff($0) ? 0 : int($0, $1)
            }
            set("provinceQuotas", &policy.provinceQuotas) {
                isOff($0) ? [:] : keyed($0, $1, key: province, value: range)
            }
            setOptional("minimumSpacingKilometers", &policy.minimumSpacingKilometers) {
                double($0, $1, in: 0...100_000)
            }
            setOptional("minimumSpacingToExistingKilometers", &policy.minimumSpacingToExistingKilometers) {
                double($0, $1, in: 0...100_000)
            }
            set("requiredHosts", &policy.requiredHosts) { isOff($0) ? [] : cities($0, $1) }
            set("excludedHosts", &policy.excludedHosts) { isOff($0) ? [] : cities($0, $1) }
            set("implications", &policy.implications) { isOff($0) ? [] : implications($0, $1) }
            set("mutuallyExclusive", &policy.mutuallyExclusive) { isOff($0) ? [] : groups($0, $1) }
            setOptional("budget", &policy.budget) { double($0, $1) }
            set("costPerCenter", &policy.costPerCenter) { double($0, $1) }
            set("costByCity", &policy.costByCity) { node, path in
                isOff(node) ? [:] : keyed(node, path, key: city) { double($0, $1) }
            }
            set("coverageFloors", &policy.coverageFloors) { isOff($0) ? [:] : self.rates($0, $1, in: 0...1) }
            set("exceptions", &policy.exceptions) { isOff($0) ? [] : exceptions($0, $1) }
            checkShare(policy, fields, path)
        }

        /// A share of nothing cannot be asked for.
        private func checkShare(_ policy: Policy, _ fields: [String: Node], _ path: String) {
            guard policy.priorityRegions.isEmpty, let share = policy.minimumPriorityShare, share > 0 else { return }
            guard let node = fields["priorityRegions"] ?? fields["minimumPriorityShare"] else { return }
            report(
                node, join(path, "priorityRegions"),
                "no region is favoured, but \(share) of the centres are to lie there",
                fix: "name regions, or switch the share off: minimumPriorityShare: off")
        }

        private func regions(_ node: Node, _ path: String) -> Set<MacroRegion>? {
            if isOff(node) { return [] }
            guard let items = items(node, path) else { return nil }
            var regions: Set<MacroRegion> = []
            for (item, itemPath) in items {
                guard let region = region(item, itemPath) else { continue }
                if !regions.insert(region).inserted {
                    report(item, itemPath, "\(region.rawValue) is in the list twice", fix: "name it once")
                }
            }
            return regions
        }

        private func region(_ node: Node, _ path: String) -> MacroRegion? {
            text(node, path).flatMap { choice($0, node, path, among: MacroRegion.allCases) }
        }

        private func rates(_ node: Node, _ path: String, in limits: ClosedRange<Double>) -> [MacroRegion: Double]? {
            guard let entries = entries(node, path) else { return nil }
            var rates: [MacroRegion: Double] = [:]
            for (_, keyNode, valueNode) in entries {
                guard let region = region(keyNode, path) else { continue }
                let full = join(path, region.rawValue)
                note(keyNode, full)
                guard let rate = double(valueNode, full, in: limits) else { continue }
                if rates.updateValue(rate, forKey: region) != nil {
                    report(keyNode, full, "the region is given twice", fix: "keep one")
                }
            }
            return rates
        }

        private func capitals(_ node: Node, _ path: String) -> CapitalRule? {
            let words = ["excluded", "allowed", "atMost"]
            switch node {
            case .scalar(let scalar):
                switch scalar.string {
                case "excluded": return .excluded
                case "allowed": return .allowed
                default:
                    report(
                        node, path, "\(kind(node)) is not known",
                        fix: Suggestion.hint(for: scalar.string, among: ["excluded", "allowed", "{atMost: 3}"]))
                    return nil
                }
            case .mapping:
                let fields = fields(node, path, known: words)
                guard fields.count == 1, let (word, value) = fields.first else {
                    report(node, path, "one of three is to be chosen", fix: "write excluded, allowed or {atMost: 3}")
                    return nil
                }
                switch word {
                case "excluded": return .excluded
                case "allowed": return .allowed
                default:
                    // {atMost: 3}, or {atMost: {_0: 3}} as plan files write it.
                    if case .mapping = value {
                        let inner = self.fields(value, join(path, word), known: ["_0"])
                        return inner["_0"].flatMap { int($0, join(path, word)) }.map { .atMost($0) }
                    }
                    return int(value, join(path, word)).map { .atMost($0) }
                }
            default:
                report(node, path, "is \(kind(node))", fix: "write excluded, allowed or {atMost: 3}")
                return nil
            }
        }

        private func implications(_ node: Node, _ path: String) -> [HostPair]? {
            items(node, path)?.compactMap { item, itemPath in
                let fields = fields(item, itemPath, known: ["city", "requires"])
                let pair = ["city", "requires"].map { key -> CityID? in
                    guard let node = fields[key] else {
                        report(item, join(itemPath, key), "is missing", fix: "write {city: a, requires: b}")
                        return nil
                    }
                    return city(node, join(itemPath, key))
                }
                guard let first = pair[0], let second = pair[1] else { return nil }
                return HostPair(city: first, requires: second)
            }
        }

        private func groups(_ node: Node, _ path: String) -> [Set<CityID>]? {
            items(node, path)?.compactMap { cities($0.node, $0.path) }
        }

        private func exceptions(_ node: Node, _ path: String) -> [PolicyException]? {
            items(node, path)?.compactMap { item, itemPath in
                let fields = fields(item, itemPath, known: ["rule", "subject", "reason"])
                let texts = ["rule", "subject", "reason"].map { key -> String? in
                    guard let node = fields[key] else {
                        report(item, join(itemPath, key), "is missing", fix: "give rule, subject and reason")
                        return nil
                    }
                    return text(node, join(itemPath, key))
                }
                guard let name = texts[0], let subject = texts[1], let reason = texts[2],
                    let subjectNode = fields["subject"],
                    let ruleNode = fields["rule"]
                else { return nil }
                guard let rule = PolicyRule.named(name) else {
                    report(
                        ruleNode, join(itemPath, "rule"), "there is no rule \"\(NumberText.shortened(name))\"",
                        fix: Suggestion.hint(
                            for: name, among: PolicyRule.all.filter { $0.exceptionSubject != nil }.map(\.id)))
                    return nil
                }
                let code: String? =
                    switch rule.exceptionSubject {
                    case .province: province(subjectNode, join(itemPath, "subject"))?.rawValue
                    case .city: city(subjectNode, join(itemPath, "subject"))?.rawValue
                    case .region: region(subjectNode, join(itemPath, "subject"))?.rawValue
                    // The check of the whole scenario says that such a rule cannot be waived.
                    case nil: subject
                    }
                return code.map { PolicyException(rule: name, subject: $0, reason: reason) }
            }
        }
    }
#endif

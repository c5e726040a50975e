#if Command
    extension ScenarioReaderTests {
        private static func policy(_ text: String) -> String { "extends: china-2035\npolicy:\n  \(text)\n" }

        static let broken: [BrokenScenario] = syntax + fields + values + references + wholes

        private static let syntax: [BrokenScenario] = [
            .init("", 1, nil, "empty"),
            .init("# nothing but a comment\n", 1, nil, "empty"),
            .init("name: [a\n", 2, nil, "not valid YAML"),
            .init("name: \"a\n", 2, nil, "not valid YAML"),
            .init("name: a\n\ttitle: b\n", 2, nil, "not valid YAML"),
            .init("name: a\n b: c\n", 2, nil, "not valid YAML"),
            .init("name: *nobody\n", 1, nil, "not valid YAML"),
            .init("name: a\n---\nname: b\n", 2, nil, "not valid YAML"),
            .init("name: a\u{7}\n", 1, nil, "not valid YAML"),
            .init("name: a\nname: b\n", 1, "name", "twice"),
            .init(policy("budget: 1\n  budget: 2"), 3, "budget", "twice"),
            .init(String(repeating: "[", count: 50_000), 1, nil, "nested too deeply"),
            .init(String(repeating: "- ", count: 50_000), 1, nil, "nested too deeply"),
            .init(String(repeating: "? ", count: 50_000), 1, nil, "nested too deeply"),
            .init("a:\n" + String(repeating: " ", count: 5_000) + "b: c\n", 2, nil, "nested too deeply"),
            .init((0..<40).map { "a\($0): [*b, *b]" }.joined(separator: "\n"), 17, nil, "too many references"),
            .init(String(repeating: "# long\n", count: 200_000), nil, nil, "larger than"),
        ]

        private static let fields: [BrokenScenario] = [
            .init("- a\n- b\n", 1, nil, "a list where names"),
            .init("just text\n", 1, nil, "where names"),
            .init("title: nameless\n", 1, "name", "no name"),
            .init("extends: china-2053\n", 1, "extends", "no scenario", fix: "china-2035"),
            .init("extends: [china-2035]\n", 1, "extends", "a list where text"),
            .init("extends: china-2035\npolcy: {}\n", 2, "polcy", "not known", fix: "policy"),
            .init(policy("newCentres: 3"), 3, "policy.newCentres", "not known", fix: "newCenters"),
            .init(policy("? [a, b]\n  : 3"), 3, "policy", "cannot be a name"),
            .init("extends: china-2035\ntwinning: {joint: true}\n", 2, "twinning.joint", "not known", fix: "isJoint"),
            .init("extends: china-2035\ndispatch: {reach: 3}\n", 2, "dispatch.reach", "not known"),
            .init("extends: china-2035\nsupply: {weakest: A}\n", 2, "supply.weakest", "not known"),
            .init("extends: china-2035\npolicy: [1]\n", 2, "policy", "a list where names"),
            .init("extends: china-2035\nassumptions: one\n", 2, "assumptions", "where a list belongs"),
            .init("extends: china-2035\nassumptions: [{a: b}]\n", 2, "assumptions[0]", "where text belongs"),
            .init("extends: china-2035\ntitle: ''\n", 2, "title", "empty"),
            .init("extends: china-2035\nname: {a: b}\n", 2, "name", "where text belongs"),
        ]

        private static let values: [BrokenScenario] = [
            .init(policy("newCenters: thirty"), 3, "policy.newCenters", "not a number"),
            .init(policy("newCenters: 2.5"), 3, "policy.newCenters", "not a whole number"),
            .init(policy("newCenters: -3"), 3, "policy.newCenters", "negative"),
            .init(policy("newCenters: 1e300"), 3, "policy.newCenters", "too large"),
            .init(policy("newCenters: \"30\""), 3, "policy.newCenters", "is text", fix: "without quotes"),
            .init(policy("newCenters: [30, 20]"), 3, "policy.newCenters", "contradict"),
            .init(policy("newCenters: [1, 2, 3]"), 3, "policy.newCenters", "3 numbers where two"),
            .init(policy("newCenters: {atLeast: 9, atMost: 3}"), 3, "policy.newCenters", "contradict"),
            .init(policy("newCenters: {least: 9}"), 3, "policy.newCenters.least", "not known", fix: "atLeast"),
            .init(policy("newCenters: {}"), 3, "policy.newCenters", "no bound"),
            .init(policy("newCenters:"), 3, "policy.newCenters", "empty"),
            .init(policy("minimumPriorityShare: 70"), 3, "policy.minimumPriorityShare", "out of range"),
            .init(policy("minimumPriorityShare: 70%"), 3, "policy.minimumPriorityShare", "not a number"),
            .init(policy("minimumPriorityShare: 0,7"), 3, "policy.minimumPriorityShare", "decimal comma"),
            .init(policy("minimumPriorityShare: .nan"), 3, "policy.minimumPriorityShare", "not a number"),
            .init(policy("budget: .inf"), 3, "policy.budget", "not finite"),
            .init(policy("budget: 1e300"), 3, "policy.budget", "out of range"),
            .init(policy("budget: [1]"), 3, "policy.budget", "a list where a number"),
            .init(policy("costPerCenter: off"), 3, "policy.costPerCenter", "not a number"),
            .init(policy("minimumHostPopulation: 1,500,000"), 3, "policy.minimumHostPopulation", "comma"),
            .init(policy("minimumHostPopulation: 1.5 million"), 3, "policy.minimumHostPopulation", "not a number"),
            .init(policy("minimumSpacingKilometers: 80 km"), 3, "policy.minimumSpacingKilometers", "not a number"),
            .init(policy("regionRates: {Wset: 1}"), 3, "policy.regionRates", "not known", fix: "West"),
            .init(policy("regionRates: {West: -1}"), 3, "policy.regionRates.West", "negative"),
            .init(policy("regionRates: {West: 1, west: 2}"), 3, "policy.regionRates.West", "twice"),
            .init(policy("regionRates: 1.3"), 3, "policy.regionRates", "where names"),
            .init(policy("coverageFloors: {West: 1.5}"), 3, "policy.coverageFloors.West", "out of range"),
            .init(policy("capitals: forbidden"), 3, "policy.capitals", "not known"),
            .init(policy("capitals: {atMost: -1}"), 3, "policy.capitals.atMost", "negative"),
            .init(policy("capitals: {atMost: 1, allowed: {}}"), 3, "policy.capitals", "one of three"),
            .init(policy("priorityRegions: West"), 3, "policy.priorityRegions", "where a list"),
            .init(policy("priorityRegions: [West, West]"), 3, "policy.priorityRegions[1]", "twice"),
            .init(policy("priorityRegions: []"), 3, "policy.priorityRegions", "no region is favoured", fix: "off"),
            .init("extends: china-2035\nobjective: p-center\n", 2, "objective", "not an objective", fix: "p-median"),
            .init("extends: china-2035\nobjective: [p-median]\n", 2, "objective", "a list"),
            .init("extends: china-2035\nobjective: maximal-covering\n", 2, nil, "missing"),
            .init("extends: china-2035\nobjective: {maximal-covering: {radius: -1}}\n", 2, nil, "negative"),
            .init("extends: china-2035\nobjective: {maximal-covering: {radius: .nan}}\n", 2, nil, "not a number"),
            .init("extends: china-2035\nobjective: {gradual-covering: {full: 300, zero: 20}}\n", 2, nil, "contradicts"),
            .init("extends: china-2035\nobjective: {gradual-covering: {ful: 3}}\n", 2, nil, "not known", fix: "full"),
            .init("extends: china-2035\nobjective: {p-median: {}, x: {}}\n", 2, "objective", "one objective"),
            .init("extends: china-2035\ntwinning: {isJoint: yes}\n", 2, "twinning.isJoint", "neither true nor false"),
            .init(
                "extends: china-2035\ntwinning: {maximumPerDonor: 0}\n", 2, "twinning.maximumPerDonor", "out of range"),
            .init("extends: china-2035\ntwinning: {medicsPerCenter: {surgery: 3}}\n", 2, nil, "not known"),
            .init("extends: china-2035\ntwinning: {releasableByTier: [1, 2, x, 4, 5]}\n", 2, nil, "not a number"),
            .init("extends: china-2035\ndispatch: {hospitalShare: 60}\n", 2, "dispatch.hospitalShare", "out of range"),
            .init("extends: china-2035\ndispatch: {presenceDaysPerWeek: 8}\n", 2, nil, "out of range"),
            .init("extends: china-2035\ndispatch: {fairness: equal}\n", 2, "dispatch.fairness", "not known"),
            .init("extends: china-2035\nsupply: {weakestEvidence: D}\n", 2, "supply.weakestEvidence", "not known"),
        ]

        private static let references: [BrokenScenario] = [
            .init(policy("requiredHosts: [999999]"), 3, "policy.requiredHosts[0]", "no city"),
            .init(policy("requiredHosts: [Bije]"), 3, "policy.requiredHosts[0]", "no city", fix: "Bijie (520500)"),
            .init(policy("requiredHosts: [Suzhou]"), 3, nil, "more than one city", fix: "320500 (Suzhou, Jiangsu)"),
            .init(policy("requiredHosts:\n    - Bijie\n    - 520500"), 5, "policy.requiredHosts[1]", "twice"),
            .init(policy("requiredHosts: Bijie"), 3, "policy.requiredHosts", "where a list"),
            .init(policy("requiredHosts: [[Bijie]]"), 3, "policy.requiredHosts[0]", "where text"),
            .init(policy("excludedHosts: [\"\"]"), 3, "policy.excludedHosts[0]", "empty"),
            .init(policy("costByCity: {Nowhere: 3}"), 3, "policy.costByCity.Nowhere", "no city"),
            .init(policy("costByCity: {Bijie: 3, 520500: 4}"), 3, nil, "given twice"),
            .init(policy("provinceQuotas: {Guizou: 1}"), 3, nil, "no province", fix: "Guizhou"),
            .init(policy("provinceQuotas: {Guizhou: [3, 1]}"), 3, nil, "contradict"),
            .init(policy("implications: [{city: Bijie}]"), 3, "policy.implications[0].requires", "missing"),
            .init(policy("implications: [Bijie]"), 3, nil, "where names"),
            .init(policy("mutuallyExclusive: [Bijie, Zunyi]"), 3, "policy.mutuallyExclusive[0]", "where a list"),
            .init(policy("exceptions: [{rule: budget}]"), 3, "policy.exceptions[0].subject", "missing"),
            .init(
                policy("exceptions: [{rule: minimumPerProvinceWithoutCentre, subject: Qinghai, reason: x}]"), 3,
                "policy.exceptions[0].rule",
                "no rule", fix: "minimumPerProvinceWithoutCenter"),
            .init(
                policy("exceptions: [{rule: maximumPerProvince, subject: Atlantis, reason: x}]"), 3,
                "policy.exceptions[0].subject", "no province"),
        ]

        /// What only the scenario as a whole shows.
        private static let wholes: [BrokenScenario] = [
            .init(
                policy("requiredHosts: [Bijie]\n  excludedHosts: [Bijie]"), 3, "policy.requiredHosts",
                "excluded as well"),
            .init(policy("requiredHosts: [Beijing]"), 3, "policy.requiredHosts", "centre already"),
            .init(
                policy("implications:\n    - {city: Bijie, requires: Zunyi}\n    - {city: Zunyi, requires: Bijie}"), 3,
                "policy.implications", "circle"),
            .init(policy("implications: [{city: Bijie, requires: Bijie}]"), 3, "policy.implications[0]", "itself"),
            .init(policy("mutuallyExclusive: [[Bijie]]"), 3, "policy.mutuallyExclusive[0]", "fewer than two"),
            .init(policy("mutuallyExclusive: [[]]"), 3, "policy.mutuallyExclusive[0]", "fewer than two"),
            .init(
                policy("requiredHosts: [Bijie, Zunyi]\n  mutuallyExclusive: [[Bijie, Zunyi]]"), 4,
                "policy.mutuallyExclusive[0]", "required"),
            .init(
                policy("coverageFloors: {West: 0.3}\nobjective: p-median"), 3, "policy.coverageFloors.West", "p-median"),
            .init(
                policy("exceptions: [{rule: newCenters, subject: Qinghai, reason: x}]"), 3, "policy.exceptions[0].rule",
                "cannot be waived"),
            .init(
                "extends: china-2035\ntwinning: {releasableByTier: [1, 2]}\n", 2, "twinning.releasableByTier",
                "2 numbers"),
            .init(
                "extends: china-2035\ndispatch: {workingDaysPerWeek: 0}\n", 2, "dispatch.workingDaysPerWeek", "0.0 days"
            ),
        ]
    }
#endif

#if Command
    public import HealthPlanning
    internal import Yams

    /// Reads scenario files: YAML, or JSON, which is YAML too.
    ///
    /// A file names only what it changes. Everything else stays as in the scenario it extends, or as the defaults of
    /// `Policy`, `TwinningPolicy`, `DispatchPolicy` and `SupplyPolicy` when it extends none:
    ///
    /// ```yaml
    /// extends: china-2035
    /// name: western-push
    /// title: Twenty centres, most of them in the West
    /// objective:
    ///   gradual-covering: {full: 100, zero: 250}   # or maximal-covering: {radius: 150}, or p-median
    /// policy:
    ///   newCenters: 20                             # or [15, 20], or {atLeast: 15, atMost: 20}
    ///   regionRates: {West: 1.5}                   # regions left out keep their rate
    ///   capitals: {atMost: 2}                      # or excluded, or allowed
    ///   requiredHosts: [520500, Kashgar]           # codes, or names that only one city has
    ///   minimumSpacingKilometers: off
    /// twinning:
    ///   allowsSameProvince: true
    /// ```
    ///
    /// Fields bear the names of the properties of these types. Cities and provinces are given by code, by English or Chinese
    /// name, or as `Suzhou, Jiangsu`. `off` switches an optional rule off and empties a list.
    public struct ScenarioReader: Sendable {
        /// Territory whose cities and provinces a scenario may name.
        public var territory: Territory
        /// Scenarios that can be extended.
        public var bases: [Scenario]

        /// Creates a reader.
        ///
        /// - Parameters:
        ///   - territory: Territory whose cities and provinces a scenario may name.
        ///   - bases: Scenarios that can be extended, by name.
        public init(territory: Territory, bases: [Scenario] = [.china2035]) {
            self.territory = territory
            self.bases = bases
        }

        /// Reads a file and checks the scenario against the territory.
        ///
        /// - Parameter path: Path of the file.
        /// - Throws: ``DataError`` with every problem: where the file is not YAML that one alone, else unknown fields, wrong
        ///   kinds, values out of range, unknown or ambiguous names, contradictions, each with its line.
        public func read(contentsOf path: String) throws(DataError) -> Scenario {
            try read(FileBytes.read(path), file: path)
        }

        /// Reads text in memory; see ``read(contentsOf:)``.
        public func read(_ bytes: [UInt8], file: String) throws(DataError) -> Scenario {
            let root = try YAMLDocument.root(bytes, file: file)
            let decoder = ScenarioDecoder(file: file, territory: territory)
            let fields = decoder.fields(
                root, "",
                known: [
                    "extends", "name", "title", "assumptions", "supply", "policy", "objective", "twinning", "dispatch",
                ])
            var scenario = base(fields, decoder)
            if let node = fields["name"], let name = decoder.text(node, "name") { scenario.name = name }
            if let node = fields["title"] {
                if let title = decoder.text(node, "title") { scenario.title = title }
            } else if fields["extends"] == nil {
                scenario.title = scenario.name
            }
            if let node = fields["supply"] { decoder.supply(node, "supply", into: &scenario.supply) }
            if let node = fields["policy"] { decoder.policy(node, "policy", into: &scenario.policy) }
            if let node = fields["objective"],
                let objective = decoder.objective(node, "objective", base: scenario.objective)
            {
                scenario.objective = objective
            }
            if let node = fields["twinning"] { decoder.twinning(node, "twinning", into: &scenario.twinning) }
            if let node = fields["dispatch"] { decoder.dispatch(node, "dispatch", into: &scenario.dispatch) }
            assumptions(fields, decoder, into: &scenario)
            for problem in scenario.problems(for: territory) {
                decoder.log.add(
                    file, line: decoder.line(of: problem.field), field: problem.field, problem.message, fix: problem.fix
                )
            }
            try decoder.log.throwIfNeeded()
            return scenario
        }

        private func base(_ fields: [String: Node], _ decoder: ScenarioDecoder) -> Scenario {
            if let node = fields["extends"] {
                guard let name = decoder.text(node, "extends") else {
                    return Scenario(name: "scenario", title: "Scenario")
                }
                if let base = bases.first(where: { $0.name == name }) { return base }
                decoder.report(
                    node, "extends", "there is no scenario \"\(NumberText.shortened(name))\"",
                    fix: Suggestion.hint(for: name, among: bases.map(\.name)))
            } else if fields["name"] == nil, decoder.log.isEmpty {
                decoder.log.add(
                    decoder.file, line: 1, field: "name", "the scenario has no name",
                    fix: "add name: …, or extends: \(bases.first?.name ?? "…")")
            }
            return Scenario(name: "scenario", title: "Scenario")
        }

        private func assumptions(_ fields: [String: Node], _ decoder: ScenarioDecoder, into scenario: inout Scenario) {
            if let node = fields["assumptions"] {
                if decoder.isOff(node) {
                    scenario.assumptions = []
                } else if let items = decoder.items(node, "assumptions") {
                    scenario.assumptions = items.compactMap { decoder.text($0.node, $0.path) }
                }
                return
            }
            // Sentences of the base describe its own figures: say which of them no longer hold.
            let changed = ["supply", "policy", "objective", "twinning", "dispatch"].flatMap { key -> [String] in
                guard let node = fields[key] else { return [] }
                guard case .mapping(let mapping) = node, key != "objective" else { return [key] }
                return mapping.keys.compactMap { entry in
                    guard case .scalar(let scalar) = entry else { return nil }
                    return "\(key).\(scalar.string)"
                }
            }
            if !changed.isEmpty, !scenario.assumptions.isEmpty {
                scenario.assumptions.append(
                    "This scenario sets values of its own, which replace what the sentences above say of them: "
                        + changed.joined(separator: ", ") + ".")
            }
        }
    }
#endif

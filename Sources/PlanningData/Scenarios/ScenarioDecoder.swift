#if Command
    import HealthPlanning
    internal import Yams

    /// Reads values out of nodes; whatever does not fit is logged with its line and path, and comes back as `nil`.
    final class ScenarioDecoder {
        let file: String
        let names: TerritoryNames
        var log = ProblemLog()
        /// Line of every field met, by path.
        private(set) var lines: [String: Int] = [:]

        init(file: String, territory: Territory) {
            self.file = file
            names = TerritoryNames(territory)
        }

        /// Logs a problem of a node.
        func report(_ node: Node, _ path: String, _ message: String, fix: String) {
            log.add(file, line: node.mark?.line, field: path.isEmpty ? nil : path, message, fix: fix)
        }

        /// Remembers where a field stands, under the path by which checks of the whole scenario name it.
        func note(_ node: Node, _ path: String) {
            if let line = node.mark?.line { lines[path] = line }
        }

        /// Line of a path, or of the nearest field around it.
        func line(of path: String) -> Int? {
            var path = Substring(path)
            while true {
                if let line = lines[String(path)] { return line }
                guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
                path = path[..<cut]
            }
        }

        // MARK: Shapes

        /// The entries of a mapping with keys as text.
        func entries(_ node: Node, _ path: String) -> [(key: String, keyNode: Node, value: Node)]? {
            guard case .mapping(let mapping) = node else {
                report(
                    node, path, "is \(kind(node)) where names with values belong",
                    fix: "write one name: value a line, indented")
                return nil
            }
            var entries: [(String, Node, Node)] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    report(key, path, "\(kind(key)) cannot be a name", fix: "write name: value")
                    continue
                }
                entries.append((scalar.string, key, value))
            }
            return entries
        }

        /// The fields of a mapping; unknown names are logged with the nearest known one.
        func fields(_ node: Node, _ path: String, known: [String]) -> [String: Node] {
            var fields: [String: Node] = [:]
            for (key, keyNode, value) in entries(node, path) ?? [] {
                let full = join(path, key)
                guard known.contains(key) else {
                    report(
                        keyNode, join(path, NumberText.shortened(key)), "the field is not known",
                        fix: Suggestion.hint(for: key, among: known))
                    continue
                }
                note(keyNode, full)
                fields[key] = value
            }
            return fields
        }

        /// The items of a list.
        func items(_ node: Node, _ path: String) -> [(node: Node, path: String)]? {
            guard case .sequence(let sequence) = node else {
                report(
                    node, path, "is \(kind(node)) where a list belongs",
                    fix: "write [a, b], or one item a line after a dash")
                return nil
            }
            return sequence.enumerated().map { index, item in
                note(item, "\(path)[\(index)]")
                return (item, "\(path)[\(index)]")
            }
        }

        func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }

        /// A node's kind in words.
        func kind(_ node: Node) -> String {
            switch node {
            case .scalar(let scalar):
                scalar.string.isEmpty ? "empty" : "\"\(NumberText.shortened(scalar.string))\""
            case .mapping: "a group of names"
            case .sequence: "a list"
            case .alias: "a reference"
            }
        }

        /// Whether a rule is switched off.
        func isOff(_ node: Node) -> Bool {
            guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
            return ["off", "none", "null", "~", ""].contains(scalar.string.lowercased())
        }

        // MARK: Scalars

        /// Text that is not empty.
        func text(_ node: Node, _ path: String) -> String? {
            guard case .scalar(let scalar) = node else {
                report(node, path, "is \(kind(node)) where text belongs", fix: "write text")
                return nil
            }
            guard !scalar.string.trimmed.isEmpty else {
                report(node, path, "is empty", fix: "write text, or leave the field out")
                return nil
            }
            return scalar.string
        }

        /// The characters of a number, without the underscores YAML allows between digits.
        private func digits(_ node: Node, _ path: String, _ wanted: String) -> String? {
            guard case .scalar(let scalar) = node else {
                report(node, path, "is \(kind(node)) where \(wanted) belongs", fix: "write \(wanted)")
                return nil
            }
            guard scalar.style == .plain || scalar.style == .any else {
                report(node, path, "\(kind(node)) is text", fix: "write \(wanted) without quotes")
                return nil
            }
            let text = scalar.string
            guard text.contains("_"), text.first != "_", text.last != "_" else { return text }
            return text.filter { $0 != "_" }
        }

        /// A whole number within limits.
        func int(_ node: Node, _ path: String, in limits: ClosedRange<Int> = 0...1_000_000_000) -> Int? {
            guard let text = digits(node, path, "a whole number") else { return nil }
            guard case .value(let value) = NumberText.int(text) else {
                let (message, fix) = NumberText.diagnose(text, whole: true)
                report(node, path, message, fix: fix)
                return nil
            }
            guard limits.contains(value) else {
                reportRange(node, path, text, value < 0, "\(limits.lowerBound)", "\(limits.upperBound)")
                return nil
            }
            return value
        }

        /// A finite number within limits.
        func double(_ node: Node, _ path: String, in limits: ClosedRange<Double> = 0...1e9) -> Double? {
            guard let text = digits(node, path, "a number") else { return nil }
            guard case .value(let value) = NumberText.double(text) else {
                let (message, fix) = NumberText.diagnose(text, whole: false)
                report(node, path, message, fix: fix)
                return nil
            }
            guard limits.contains(value) else {
                reportRange(node, path, text, value < 0, plain(limits.lowerBound), plain(limits.upperBound))
                return nil
            }
            return value
        }

        private func plain(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

        private func reportRange(
            _ node: Node, _ path: String, _ text: String, _ isNegative: Bool, _ low: String, _ high: String
        ) {
            report(
                node, path, "\(NumberText.shortened(text)) is \(isNegative ? "negative" : "out of range")",
                fix: "write a number from \(low) to \(high)")
        }

        /// Yes or no.
        func bool(_ node: Node, _ path: String) -> Bool? {
            if case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any {
                if scalar.string.lowercased() == "true" { return true }
                if scalar.string.lowercased() == "false" { return false }
            }
            report(node, path, "is \(kind(node)), neither true nor false", fix: "write true or false")
            return nil
        }

        /// A word out of a fixed set; case does not count.
        func choice<Choice: RawRepresentable<String>>(
            _ text: String, _ node: Node, _ path: String, among known: [Choice]
        ) -> Choice? {
            if let choice = known.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return choice }
            report(
                node, path, "\"\(NumberText.shortened(text))\" is not known",
                fix: Suggestion.hint(for: text, among: known.map(\.rawValue)))
            return nil
        }

        /// A range: one number, `[least, most]`, or `{atLeast: a, atMost: b}` with either left out.
        func range(_ node: Node, _ path: String) -> ClosedRange<Int>? {
            var bounds: (Int?, Int?)
            switch node {
            case .scalar:
                let value = int(node, path)
                bounds = (value, value)
            case .sequence(let sequence):
                guard sequence.count == 2 else {
                    report(node, path, "has \(sequence.count) numbers where two belong", fix: "write [least, most]")
                    return nil
                }
                bounds = (int(sequence[0], path + "[0]"), int(sequence[1], path + "[1]"))
            default:
                let fields = fields(node, path, known: ["atLeast", "atMost"])
                if fields.isEmpty {
                    report(node, path, "gives no bound", fix: "write atLeast, atMost or both")
                    return nil
                }
                bounds = (
                    fields["atLeast"].map { int($0, path + ".atLeast") } ?? 0,
                    fields["atMost"].map { int($0, path + ".atMost") } ?? 1_000_000_000
                )
            }
            guard let low = bounds.0, let high = bounds.1 else { return nil }
            guard low <= high else {
                report(
                    node, path, "at least \(low) and at most \(high) contradict each other",
                    fix: "write the smaller number first")
                return nil
            }
            return low...high
        }

        // MARK: References

        /// A city by code or name.
        func city(_ node: Node, _ path: String) -> CityID? {
            guard let text = text(node, path) else { return nil }
            return resolve(names.city(text.trimmed), text, "city", node, path)
        }

        /// A province by code or name.
        func province(_ node: Node, _ path: String) -> ProvinceID? {
            guard let text = text(node, path) else { return nil }
            return resolve(names.province(text.trimmed), text, "province", node, path)
        }

        private func resolve<ID>(
            _ match: TerritoryNames.Match<ID>, _ text: String, _ kind: String, _ node: Node, _ path: String
        ) -> ID? {
            let shown = "\"\(NumberText.shortened(text))\""
            switch match {
            case .found(let id): return id
            case .ambiguous(let codes):
                report(
                    node, path, "more than one \(kind) is called \(shown)",
                    fix: "give the code: " + codes.joined(separator: " or "))
            case .unknown(let suggestion):
                report(
                    node, path, "there is no \(kind) \(shown)",
                    fix: suggestion.map { "did you mean \($0)?" } ?? "give a code or a name of the data")
            }
            return nil
        }

        /// A list of cities, each once.
        func cities(_ node: Node, _ path: String) -> Set<CityID>? {
            guard let items = items(node, path) else { return nil }
            var cities: Set<CityID> = []
            var isSound = true
            for (item, itemPath) in items {
                guard let city = city(item, itemPath) else {
                    isSound = false
                    continue
                }
                if !cities.insert(city).inserted {
                    report(item, itemPath, "\(city) is in the list twice", fix: "name it once")
                }
            }
            return isSound ? cities : nil
        }

        /// A mapping from references to values.
        func keyed<Key: Hashable, Value>(
            _ node: Node, _ path: String, key: (Node, String) -> Key?, value: (Node, String) -> Value?
        ) -> [Key: Value]? {
            guard let entries = entries(node, path) else { return nil }
            var result: [Key: Value] = [:]
            for (text, keyNode, valueNode) in entries {
                let written = join(path, NumberText.shortened(text))
                guard let id = key(keyNode, written) else { continue }
                note(keyNode, join(path, "\(id)"))
                guard let content = value(valueNode, written) else { continue }
                if result.updateValue(content, forKey: id) != nil {
                    report(keyNode, written, "\(id) is given twice, under two names", fix: "keep one")
                }
            }
            return result
        }
    }
#endif

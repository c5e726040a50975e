#if Command
    import HealthPlanning

    /// Finds cities and provinces by code or by name.
    struct TerritoryNames {
        /// What a reference led to.
        enum Match<ID> {
            case found(ID)
            case ambiguous([String])
            case unknown(suggestion: String?)
        }

        private let territory: Territory
        private let cities: [String: [CityID]]
        private let provinces: [String: [ProvinceID]]

        init(_ territory: Territory) {
            self.territory = territory
            cities = Dictionary(
                grouping: territory.cities.flatMap { city in
                    Self.names(city.name, city.chineseName).map { ($0, city.id) }
                }, by: \.0
            ).mapValues { $0.map(\.1) }
            provinces = Dictionary(
                grouping: territory.provinces.flatMap { province in
                    Self.names(province.name, province.chineseName).map { ($0, province.id) }
                }, by: \.0
            ).mapValues { $0.map(\.1) }
        }

        private static func names(_ name: String, _ chineseName: String) -> Set<String> {
            var names: Set<String> = [key(name), key(chineseName)]
            for suffix in ["市", "省"] where chineseName.hasSuffix(suffix) {
                names.insert(key(String(chineseName.dropLast())))
            }
            return names
        }

        private static func key(_ name: String) -> String {
            name.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "'" }
        }

        /// A city by code, by a name that only one has, or by `name, province`.
        func city(_ text: String) -> Match<CityID> {
            if territory[CityID(text)] != nil { return .found(CityID(text)) }
            var hits = cities[Self.key(text)] ?? []
            let pieces = text.split(whereSeparator: { ",，()（）".contains($0) }).map { String($0) }
            if hits.isEmpty, pieces.count == 2, case .found(let province) = self.province(pieces[1].trimmed) {
                hits = (cities[Self.key(pieces[0])] ?? []).filter { territory[$0]?.province == province }
            }
            if hits.count > 1 {
                return .ambiguous(
                    hits.map { id in
                        let province = territory[id].flatMap { territory[$0.province]?.name } ?? ""
                        return "\(id) (\(territory[id]?.name ?? ""), \(province))"
                    })
            }
            if let hit = hits.first { return .found(hit) }
            return .unknown(
                suggestion: suggestion(for: text, among: territory.cities.map { ($0.name, $0.id.rawValue) }))
        }

        /// A province by code or name.
        func province(_ text: String) -> Match<ProvinceID> {
            if territory[ProvinceID(text)] != nil { return .found(ProvinceID(text)) }
            let hits = provinces[Self.key(text)] ?? []
            if hits.count > 1 { return .ambiguous(hits.map(\.rawValue)) }
            if let hit = hits.first { return .found(hit) }
            return .unknown(
                suggestion: suggestion(for: text, among: territory.provinces.map { ($0.name, $0.id.rawValue) }))
        }

        /// Nearest name; codes are too alike for a guess.
        private func suggestion(for text: String, among names: [(name: String, code: String)]) -> String? {
            guard text.contains(where: \.isLetter) else { return nil }
            guard let near = Suggestion.nearest(to: text, among: names.lazy.map(\.name)),
                let code = names.first(where: { $0.name == near })?.code
            else { return nil }
            return "\(near) (\(code))"
        }
    }

    extension String {
        /// The string without blanks at its ends.
        var trimmed: String {
            let start = drop { $0.isWhitespace }
            return String(start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count))
        }
    }
#endif

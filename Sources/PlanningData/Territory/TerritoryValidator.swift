public import HealthPlanning

/// Checks that the parts of a territory fit together.
///
/// References (county → city → province, capitals, hosts and donors of centres, hospitals), macro-regions, flags, sums
/// of residents over counties, cities and provinces, and road distances against the great circle.
public enum TerritoryValidator {
    /// Checks a territory that did not come from ``TerritoryReader``, which makes the same checks itself.
    ///
    /// - Parameters:
    ///   - territory: The territory.
    ///   - populationTolerance: Most relative difference between a division's residents and the sum over its parts,
    ///     0...1. The bundled data agree to the last resident.
    /// - Throws: ``DataError`` with every problem found; the file of each is the one the entity would come from.
    public static func check(_ territory: Territory, populationTolerance: Double = 0) throws(DataError) {
        var log = ProblemLog()
        var parts = TerritoryParts()
        parts.provinces.take(territory.provinces, log: &log)
        parts.cities.take(territory.cities, log: &log)
        parts.counties.take(territory.counties, log: &log)
        parts.regionalCenters.take(territory.centers.filter { $0.kind == .regional }, log: &log)
        parts.nationalCenters.take(territory.centers.filter { $0.kind != .regional }, log: &log)
        parts.hospitals.take(territory.hospitals, log: &log)
        parts.roads = territory.roadDistances
        check(parts, populationTolerance: populationTolerance, log: &log)
        try log.throwIfNeeded()
    }

    static func check(_ parts: TerritoryParts, populationTolerance: Double, log: inout ProblemLog) {
        let sumsMeanSomething = log.isEmpty
        for (file, count) in [
            (parts.provinces.file, parts.provinces.seen.count), (parts.cities.file, parts.cities.seen.count),
            (parts.counties.file, parts.counties.seen.count),
        ] where count == 0 && log.isEmpty {
            log.add(file, "there is not a single record", fix: "give at least one")
        }
        let cities = Dictionary(parts.cities.entities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        checkProvinces(parts, cities, log: &log)
        checkCities(parts, log: &log)
        checkCounties(parts, cities, log: &log)
        checkInstitutions(parts, cities, log: &log)
        if sumsMeanSomething, log.isEmpty {
            PopulationSums.check(parts, tolerance: populationTolerance, log: &log)
            checkRoads(parts, cities, log: &log)
        }
    }

    private static func checkProvinces(_ parts: TerritoryParts, _ cities: [CityID: City], log: inout ProblemLog) {
        let file = parts.provinces.file
        for (index, province) in parts.provinces.entities.enumerated() {
            let line = parts.provinces.line(index)
            guard parts.cities.seen[province.capital] != nil else {
                log.unknown(file, line, "capital_adcode", "city", province.capital.rawValue, in: parts.cities)
                continue
            }
            guard let capital = cities[province.capital] else { continue }
            if capital.province != province.id {
                log.add(
                    file, line: line, field: "capital_adcode",
                    "\(capital.name) (\(capital.id)) lies in province \(capital.province), not in \(province.id)",
                    fix: "name a city of the province"
                )
            } else if !capital.isProvincialCapital && !capital.isMunicipality {
                log.add(
                    file, line: line, field: "capital_adcode",
                    "\(capital.name) (\(capital.id)) is not marked as a capital in \(parts.cities.file)",
                    fix: "set is_provincial_capital to 1 there, or name the city that has it"
                )
            }
        }
    }

    private static func checkCities(_ parts: TerritoryParts, log: inout ProblemLog) {
        let provinces = Dictionary(
            parts.provinces.entities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let file = parts.cities.file
        for (index, city) in parts.cities.entities.enumerated() {
            let line = parts.cities.line(index)
            guard parts.provinces.seen[city.province] != nil else {
                log.unknown(file, line, "province_adcode", "province", city.province.rawValue, in: parts.provinces)
                continue
            }
            guard let province = provinces[city.province] else { continue }
            if province.region != city.region {
                log.add(
                    file, line: line, field: "macro_region",
                    "\(city.region.rawValue), but province \(province.id) lies in \(province.region.rawValue)",
                    fix: "give a city its province's macro-region"
                )
            }
            if city.isProvincialCapital, province.capital != city.id {
                log.add(
                    file, line: line, field: "is_provincial_capital",
                    "\(city.name) is marked as a capital, but \(parts.provinces.file) names \(province.capital)",
                    fix: "mark the capital alone"
                )
            }
        }
    }

    private static func checkCounties(_ parts: TerritoryParts, _ cities: [CityID: City], log: inout ProblemLog) {
        let file = parts.counties.file
        for (index, county) in parts.counties.entities.enumerated() {
            let line = parts.counties.line(index)
            if parts.provinces.seen[county.province] == nil {
                log.unknown(file, line, "province_adcode", "province", county.province.rawValue, in: parts.provinces)
            }
            guard parts.cities.seen[county.city] != nil else {
                log.unknown(file, line, "parent_adcode", "city", county.city.rawValue, in: parts.cities)
                continue
            }
            guard let city = cities[county.city] else { continue }
            if city.province != county.province {
                log.add(
                    file, line: line, field: "province_adcode",
                    "\(county.province), but its city \(city.id) lies in \(city.province)",
                    fix: "give a county its city's province"
                )
            }
            if city.region != county.region {
                log.add(
                    file, line: line, field: "macro_region",
                    "\(county.region.rawValue), but its city \(city.id) lies in \(city.region.rawValue)",
                    fix: "give a county its city's macro-region"
                )
            }
        }
    }

    private static func checkInstitutions(_ parts: TerritoryParts, _ cities: [CityID: City], log: inout ProblemLog) {
        for (part, hostField) in [(parts.regionalCenters, "host_city_adcode"), (parts.nationalCenters, "city_adcode")] {
            for (index, center) in part.entities.enumerated() {
                let line = part.line(index)
                if parts.cities.seen[center.city] == nil {
                    log.unknown(part.file, line, hostField, "city", center.city.rawValue, in: parts.cities)
                }
                if let donor = center.donorCity, parts.cities.seen[donor] == nil {
                    log.unknown(part.file, line, "donor_city_adcode", "city", donor.rawValue, in: parts.cities)
                }
            }
        }
        for id in parts.regionalCenters.seen.keys where parts.nationalCenters.entities.contains(where: { $0.id == id })
        {
            log.add(
                parts.regionalCenters.file, line: parts.regionalCenters.seen[id], field: "id",
                "\(id) is also the number of a national centre", fix: "do not use NC and a number as an identifier"
            )
        }
        let file = parts.hospitals.file
        for (index, hospital) in parts.hospitals.entities.enumerated() {
            let line = parts.hospitals.line(index)
            guard parts.cities.seen[hospital.city] != nil else {
                log.unknown(file, line, "city_adcode", "city", hospital.city.rawValue, in: parts.cities)
                continue
            }
            if let city = cities[hospital.city], city.province != hospital.province {
                log.add(
                    file, line: line, field: "province_adcode",
                    "\(hospital.province), but its city \(city.id) lies in \(city.province)",
                    fix: "give a hospital its city's province"
                )
            }
        }
    }

    /// A road is never shorter than the great circle; 1 km is left for rounding on both sides.
    private static func checkRoads(_ parts: TerritoryParts, _ cities: [CityID: City], log: inout ProblemLog) {
        guard let roads = parts.roads else { return }
        let known = Set(roads.cities)
        for (column, id) in roads.cities.enumerated() where cities[id] == nil {
            log.add(
                parts.roadFile, line: column + 2, field: id.rawValue, "there is no city \(id)",
                fix: "leave out its row and column, or add it to \(parts.cities.file)"
            )
        }
        for city in parts.cities.entities where !known.contains(city.id) {
            log.add(
                parts.roadFile, field: city.id.rawValue, "\(city.name) (\(city.id)) is not in the matrix",
                fix: "add its row and column; leave the distances empty if no road leads there"
            )
        }
        guard log.isEmpty else { return }
        let points = roads.cities.compactMap { cities[$0]?.location }
        let n = points.count
        for i in 0..<n {
            for j in 0..<i {
                let road = roads.kilometers[i * n + j]
                guard road >= 0 else { continue }
                let direct = points[i].greatCircleKilometers(to: points[j])
                if Double(road) < direct - 1 {
                    log.add(
                        parts.roadFile, line: i + 2, field: roads.cities[j].rawValue,
                        "\(road) km by road, but \(Int(direct)) km as the crow flies",
                        fix: "check the distance and the two coordinates in \(parts.cities.file)"
                    )
                }
            }
        }
    }
}

extension ProblemLog {
    /// Logs a reference to something that does not exist.
    fileprivate mutating func unknown<Entity>(
        _ file: String, _ line: Int?, _ field: String, _ kind: String, _ code: String, in part: FilePart<Entity>
    ) where Entity.ID == Identifier<Entity> {
        let near = Suggestion.nearest(to: code, among: part.seen.keys.map(\.rawValue).sorted())
        add(
            file, line: line, field: field, "there is no \(kind) \"\(NumberText.shortened(code))\"",
            fix: near.map { "did you mean \($0)?" } ?? "name a \(kind) of \(part.file)"
        )
    }
}

extension FilePart {
    /// Takes over entities that came from no file.
    fileprivate mutating func take(_ list: [Entity], log: inout ProblemLog) {
        entities = list
        for (index, entity) in list.enumerated() {
            if seen.updateValue(index + 1, forKey: entity.id) != nil {
                log.add(
                    file, line: index + 1, "identifier \(entity.id) is used twice",
                    fix: "give every entity an identifier of its own")
            }
        }
    }
}

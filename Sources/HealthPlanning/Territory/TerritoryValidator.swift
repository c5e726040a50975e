/// Checks a territory made of untrusted data before anything is computed from it.
struct TerritoryValidator {
    let territory: Territory
    private(set) var problems: [PlanningProblem] = []

    /// Residents above this are a slip of the data and would endanger sums.
    private static let populationLimit = 10_000_000_000

    init(_ territory: Territory) {
        self.territory = territory
        checkProvinces()
        checkCities()
        checkCounties()
        checkInstitutions()
    }

    private mutating func checkProvinces() {
        checkUnique(territory.provinces, "provinces")
        for (index, province) in territory.provinces.enumerated() {
            check(population: province.population, "provinces[\(index)]")
        }
    }

    private mutating func checkCities() {
        checkUnique(territory.cities, "cities")
        if territory.cities.isEmpty { report("cities", "there is no city", "give at least one city") }
        for (index, city) in territory.cities.enumerated() {
            let field = "cities[\(index)]"
            check(location: city.location, field)
            check(population: city.population, field)
            if territory[city.province] == nil { reportUnknown("\(field).province", "province", city.province) }
        }
    }

    private mutating func checkCounties() {
        checkUnique(territory.counties, "counties")
        if territory.counties.isEmpty { report("counties", "there is no county", "give at least one county") }
        for (index, county) in territory.counties.enumerated() {
            let field = "counties[\(index)]"
            check(location: county.location, field)
            check(population: county.population, field)
            if territory[county.city] == nil { reportUnknown("\(field).city", "city", county.city) }
            if territory[county.province] == nil { reportUnknown("\(field).province", "province", county.province) }
        }
    }

    private mutating func checkInstitutions() {
        checkUnique(territory.centers, "centers")
        for (index, center) in territory.centers.enumerated() where territory[center.city] == nil {
            reportUnknown("centers[\(index)].city", "city", center.city)
        }
        checkUnique(territory.hospitals, "hospitals")
        for (index, hospital) in territory.hospitals.enumerated() {
            if territory[hospital.city] == nil { reportUnknown("hospitals[\(index)].city", "city", hospital.city) }
            if territory[hospital.province] == nil {
                reportUnknown("hospitals[\(index)].province", "province", hospital.province)
            }
        }
    }

    private mutating func checkUnique<E: Identifiable>(_ entities: [E], _ field: String) {
        var seen: Set<E.ID> = []
        for (index, entity) in entities.enumerated() where !seen.insert(entity.id).inserted {
            report("\(field)[\(index)].id", "\(entity.id) occurs more than once", "keep one of the rows")
        }
    }

    private mutating func check(location: Coordinate, _ field: String) {
        guard (-90...90).contains(location.latitude), (-180...180).contains(location.longitude) else {
            report(
                "\(field).location", "(\(location.latitude), \(location.longitude)) is no place on Earth",
                "give latitude in -90...90 and longitude in -180...180, in decimal degrees"
            )
            return
        }
    }

    private mutating func check(population: Int, _ field: String) {
        guard (0...Self.populationLimit).contains(population) else {
            report("\(field).population", "\(population) is no number of residents", "give 0 or more residents")
            return
        }
    }

    private mutating func reportUnknown(_ field: String, _ kind: String, _ id: some CustomStringConvertible) {
        report(field, "no \(kind) has the identifier \(id)", "use an identifier of the data")
    }

    private mutating func report(_ field: String, _ message: String, _ fix: String) {
        problems.append(PlanningProblem(field: "territory." + field, message: message, fix: fix))
    }
}

extension Territory {
    /// Everything wrong with the data: duplicate or unknown identifiers, impossible places and numbers.
    ///
    /// Empty for a sound territory. O(size of the territory).
    public func problems() -> [PlanningProblem] { TerritoryValidator(self).problems }
}

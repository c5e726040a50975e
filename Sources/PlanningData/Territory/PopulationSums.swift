import HealthPlanning

/// Residents of the parts against residents of the whole.
enum PopulationSums {
    static func check(_ parts: TerritoryParts, tolerance: Double, log: inout ProblemLog) {
        var cityTotals: [CityID: (all: Int, older: Int)] = [:]
        var provinceTotals: [ProvinceID: Int] = [:]
        for county in parts.counties.entities {
            let total = cityTotals[county.city] ?? (0, 0)
            cityTotals[county.city] = (total.all + county.population, total.older + county.population60Plus)
        }
        for (index, city) in parts.cities.entities.enumerated() {
            provinceTotals[city.province, default: 0] += city.population
            let line = parts.cities.line(index)
            guard let total = cityTotals[city.id] else {
                log.add(
                    parts.cities.file, line: line, "\(city.name) (\(city.id)) has no county",
                    fix: "add its counties to \(parts.counties.file), or one county that is the whole city"
                )
                continue
            }
            compare(
                total.all, city.population, tolerance, of: "\(city.name) (\(city.id))", "counties", parts.cities.file,
                line,
                "population_2020", log: &log)
            compare(
                total.older, city.population60Plus, tolerance, of: "\(city.name) (\(city.id))", "counties",
                parts.cities.file, line, "pop_60_plus", log: &log)
        }
        for (index, province) in parts.provinces.entities.enumerated() {
            let line = parts.provinces.line(index)
            guard let total = provinceTotals[province.id] else {
                log.add(
                    parts.provinces.file, line: line, "\(province.name) (\(province.id)) has no city",
                    fix: "add its cities to \(parts.cities.file)"
                )
                continue
            }
            compare(
                total, province.population, tolerance, of: "\(province.name) (\(province.id))", "cities",
                parts.provinces.file, line, "population_2020", log: &log)
        }
    }

    private static func compare(
        _ sum: Int, _ whole: Int, _ tolerance: Double, of name: String, _ kind: String, _ file: String, _ line: Int?,
        _ field: String, log: inout ProblemLog
    ) {
        guard Double(abs(sum - whole)) > tolerance * Double(max(sum, whole)) else { return }
        log.add(
            file, line: line, field: field, "the \(kind) of \(name) sum up to \(sum), not \(whole)",
            fix: "correct the figures, or allow a difference with populationTolerance where they are estimates"
        )
    }
}

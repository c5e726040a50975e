import HealthPlanning

/// Entities of one file, each with the line it stands on, and every identifier the file names.
struct FilePart<Entity: Identifiable> {
    var file: String
    var entities: [Entity] = []
    var lines: [Int] = []
    /// Identifiers seen, those of unreadable rows included, so that one bad row is not reported again by every
    /// row that refers to it.
    var seen: [Entity.ID: Int] = [:]

    /// Notes an identifier; a second use is a problem.
    mutating func register(_ id: Entity.ID, text: String, row: CSVRow, column: CSVColumn, log: inout ProblemLog) -> Bool
    {
        if let first = seen[id] {
            row.report(
                column, "\"\(NumberText.shortened(text))\" is used already on line \(first)",
                fix: "give every row an identifier of its own", log: &log
            )
            return false
        }
        seen[id] = row.line
        return true
    }

    /// Line of an entity, where it came from a file.
    func line(_ index: Int) -> Int? { index < lines.count ? lines[index] : nil }

    mutating func append(_ entity: Entity, line: Int) {
        entities.append(entity)
        lines.append(line)
    }
}

/// Everything read from a territory's files, before it is checked as a whole.
struct TerritoryParts {
    var provinces = FilePart<Province>(file: TerritoryFiles.provinces)
    var cities = FilePart<City>(file: TerritoryFiles.cities)
    var counties = FilePart<County>(file: TerritoryFiles.counties)
    var regionalCenters = FilePart<ExistingCenter>(file: TerritoryFiles.regionalCenters)
    var nationalCenters = FilePart<ExistingCenter>(file: TerritoryFiles.nationalCenters)
    var hospitals = FilePart<Hospital>(file: TerritoryFiles.hospitals)
    var roads: RoadDistances?
    var roadFile = TerritoryFiles.roads
}

/// Names of a territory's files.
enum TerritoryFiles {
    static let provinces = "provinces.csv"
    static let cities = "cities.csv"
    static let counties = "counties.csv"
    static let regionalCenters = "regional_centers.csv"
    static let nationalCenters = "national_centers.csv"
    static let hospitals = "top_hospitals.csv"
    static let roads = "road_km_matrix.csv"
    /// The road matrix is under a licence of its own and may lie in a folder of its own.
    static let roadsFolder = "RoadDistances-ODbL"
    static let outlines = "provinces.geojson"
    static let nationalHealth = "national_health.csv"
}

import HealthPlanning

/// Readers of provinces, cities and counties.
enum DivisionRows {
    /// Residents of one division.
    static let population = 0...5_000_000_000
    static let latitudes = -90.0...90.0
    static let longitudes = -180.0...180.0

    static func provinces(_ table: CSVTable, log: inout ProblemLog) -> FilePart<Province> {
        var part = FilePart<Province>(file: table.file)
        table.checkUnknownColumns(known: provinceColumns, log: &log)
        let id = table.require("adcode", log: &log)
        let name = table.require("name_en", log: &log)
        let chineseName = table.optional("name_zh")
        let region = table.require("macro_region", log: &log)
        let capital = table.require("capital_adcode", log: &log)
        let residents = table.require("population_2020", log: &log)
        let institutions = table.optional("primary_institutions_est_2022")
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let code = identifier(row, id, &part, log: &log)
            let english = row.text(name, log: &log)
            let macro = row.choice(region, among: MacroRegion.allCases, log: &log)
            let seat = row.text(capital, log: &log)
            let people = row.int(residents, in: population, log: &log)
            let posts = row.optionalInt(institutions, in: 0...1_000_000_000, log: &log)
            guard let code, let english, let macro, let seat, let people else { continue }
            part.append(
                Province(
                    id: code, name: english, chineseName: row.optionalText(chineseName) ?? english, region: macro,
                    capital: CityID(seat), population: people, communityInstitutions: posts ?? 0
                ), line: row.line)
        }
        return part
    }

    static func cities(_ table: CSVTable, log: inout ProblemLog) -> FilePart<City> {
        var part = FilePart<City>(file: table.file)
        table.checkUnknownColumns(known: cityColumns, log: &log)
        let columns = CityColumns(table, log: &log)
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let code = identifier(row, columns.id, &part, log: &log)
            let common = CommonFields(row, columns.common, log: &log)
            let name = row.text(columns.name, log: &log)
            let level = row.choice(columns.level, among: City.Level.allCases, log: &log)
            let isCapital = columns.isCapital.isPresent ? row.flag(columns.isCapital, log: &log) : false
            let isSub = columns.isSubProvincial.isPresent ? row.flag(columns.isSubProvincial, log: &log) : false
            let isMunicipality = columns.isMunicipality.isPresent ? row.flag(columns.isMunicipality, log: &log) : nil
            let beds = row.optionalInt(columns.beds, in: population, log: &log)
            let physicians = row.optionalInt(columns.physicians, in: population, log: &log)
            if let isMunicipality, let level, isMunicipality != (level == .municipality) {
                row.report(
                    columns.isMunicipality, "contradicts level \(level.rawValue)",
                    fix: "write 1 exactly where level is municipality", log: &log
                )
            }
            guard let code, let common, let name, let level, let isCapital, let isSub else { continue }
            part.append(
                City(
                    id: code, name: name, chineseName: row.optionalText(columns.chineseName) ?? name, level: level,
                    province: common.province, region: common.region, location: common.location,
                    population: common.population, population60Plus: common.population60Plus,
                    isProvincialCapital: isCapital, isSubProvincial: isSub, hospitalBeds: beds, physicians: physicians,
                    healthWorkers: common.healthWorkers
                ), line: row.line)
        }
        return part
    }

    static func counties(_ table: CSVTable, log: inout ProblemLog) -> FilePart<County> {
        var part = FilePart<County>(file: table.file)
        table.checkUnknownColumns(known: countyColumns, log: &log)
        let id = table.require("id", log: &log)
        let name = table.optional("name_en")
        let chineseName = table.optional("name_zh")
        let city = table.require("parent_adcode", log: &log)
        let columns = CommonColumns(table, log: &log)
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let code = identifier(row, id, &part, log: &log)
            let common = CommonFields(row, columns, log: &log)
            let parent = row.text(city, log: &log)
            let english = row.optionalText(name)
            let chinese = row.optionalText(chineseName)
            if english == nil, chinese == nil {
                row.report(name, "the county has no name", fix: "fill in name_en or name_zh", log: &log)
                continue
            }
            guard let code, let common, let parent else { continue }
            part.append(
                County(
                    id: code, name: english ?? "", chineseName: chinese ?? english ?? "", city: CityID(parent),
                    province: common.province, region: common.region, location: common.location,
                    population: common.population, population60Plus: common.population60Plus,
                    healthWorkers: common.healthWorkers
                ), line: row.line)
        }
        return part
    }

    /// Reads and notes a row's identifier.
    static func identifier<Entity: Identifiable>(
        _ row: CSVRow, _ column: CSVColumn, _ part: inout FilePart<Entity>, log: inout ProblemLog
    ) -> Entity.ID? where Entity.ID == HealthPlanning.Identifier<Entity> {
        guard let text = row.text(column, log: &log) else { return nil }
        let id = Entity.ID(text)
        return part.register(id, text: text, row: row, column: column, log: &log) ? id : nil
    }

    private static let provinceColumns = [
        "adcode", "name_en", "name_zh", "macro_region", "capital_adcode", "population_2020",
        "primary_institutions_est_2022",
    ]
    private static let cityColumns =
        CommonColumns.names + [
            "adcode", "name_en", "name_zh", "level", "is_municipality", "is_provincial_capital", "is_sub_provincial",
            "hospital_beds_2020", "physicians_2020",
        ]
    private static let countyColumns = CommonColumns.names + ["id", "name_en", "name_zh", "parent_adcode"]
}

/// Columns that cities and counties share.
struct CommonColumns {
    static let names = [
        "province_adcode", "macro_region", "lat", "lon", "population_2020", "pop_60_plus", "health_social_emp_est_2020",
    ]

    let province: CSVColumn
    let region: CSVColumn
    let latitude: CSVColumn
    let longitude: CSVColumn
    let population: CSVColumn
    let population60Plus: CSVColumn
    let healthWorkers: CSVColumn

    init(_ table: CSVTable, log: inout ProblemLog) {
        province = table.require("province_adcode", log: &log)
        region = table.require("macro_region", log: &log)
        latitude = table.require("lat", log: &log)
        longitude = table.require("lon", log: &log)
        population = table.require("population_2020", log: &log)
        population60Plus = table.optional("pop_60_plus")
        healthWorkers = table.optional("health_social_emp_est_2020")
    }
}

/// Columns of the cities file.
private struct CityColumns {
    let id: CSVColumn
    let name: CSVColumn
    let chineseName: CSVColumn
    let level: CSVColumn
    let isMunicipality: CSVColumn
    let isCapital: CSVColumn
    let isSubProvincial: CSVColumn
    let beds: CSVColumn
    let physicians: CSVColumn
    let common: CommonColumns

    init(_ table: CSVTable, log: inout ProblemLog) {
        id = table.require("adcode", log: &log)
        name = table.require("name_en", log: &log)
        chineseName = table.optional("name_zh")
        level = table.require("level", log: &log)
        isMunicipality = table.optional("is_municipality")
        isCapital = table.optional("is_provincial_capital")
        isSubProvincial = table.optional("is_sub_provincial")
        beds = table.optional("hospital_beds_2020")
        physicians = table.optional("physicians_2020")
        common = CommonColumns(table, log: &log)
    }
}

/// Values that cities and counties share.
private struct CommonFields {
    let province: ProvinceID
    let region: MacroRegion
    let location: Coordinate
    let population: Int
    let population60Plus: Int
    let healthWorkers: Int?

    init?(_ row: CSVRow, _ columns: CommonColumns, log: inout ProblemLog) {
        let province = row.text(columns.province, log: &log)
        let region = row.choice(columns.region, among: MacroRegion.allCases, log: &log)
        let latitude = row.double(columns.latitude, in: DivisionRows.latitudes, log: &log)
        let longitude = row.double(columns.longitude, in: DivisionRows.longitudes, log: &log)
        let population = row.int(columns.population, in: DivisionRows.population, log: &log)
        let older = row.optionalInt(columns.population60Plus, in: DivisionRows.population, log: &log)
        healthWorkers = row.optionalInt(columns.healthWorkers, in: DivisionRows.population, log: &log)
        if latitude == 0, longitude == 0 {
            row.report(
                columns.latitude, "the seat lies at 0°, 0°, in the open sea", fix: "fill in the coordinates", log: &log)
            return nil
        }
        if let population, let older, older > population {
            row.report(
                columns.population60Plus, "\(older) residents of 60 and over among \(population)",
                fix: "give a part of population_2020", log: &log
            )
        }
        guard let province, let region, let latitude, let longitude, let population else { return nil }
        self.province = ProvinceID(province)
        self.region = region
        location = Coordinate(latitude: latitude, longitude: longitude)
        self.population = population
        population60Plus = older ?? 0
    }
}

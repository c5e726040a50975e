import HealthPlanning

/// Readers of centres and hospitals; references to cities are checked by ``TerritoryValidator``.
enum InstitutionRows {
    static func regionalCenters(_ table: CSVTable, log: inout ProblemLog) -> FilePart<ExistingCenter> {
        var part = FilePart<ExistingCenter>(file: table.file)
        table.checkUnknownColumns(known: regionalColumns, log: &log)
        let id = table.require("id", log: &log)
        let name = table.require("name_zh", log: &log)
        let city = table.require("host_city_adcode", log: &log)
        let evidence = table.require("evidence", log: &log)
        let donor = table.optional("donor_hospital_zh")
        let donorCity = table.optional("donor_city_adcode")
        let specialty = table.optional("specialty")
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let code = DivisionRows.identifier(row, id, &part, log: &log)
            let title = row.text(name, log: &log)
            let host = row.text(city, log: &log)
            let grade = row.choice(evidence, among: Evidence.known, log: &log)
            guard let code, let title, let host, let grade else { continue }
            part.append(
                ExistingCenter(
                    id: code, name: title, kind: .regional, city: CityID(host),
                    donorCity: row.optionalText(donorCity).map { CityID($0) }, donorName: row.optionalText(donor),
                    specialty: row.optionalText(specialty), evidence: grade
                ), line: row.line)
        }
        return part
    }

    static func nationalCenters(_ table: CSVTable, log: inout ProblemLog) -> FilePart<ExistingCenter> {
        var part = FilePart<ExistingCenter>(file: table.file)
        table.checkUnknownColumns(known: nationalColumns, log: &log)
        let name = table.require("centre_zh", log: &log)
        let city = table.require("city_adcode", log: &log)
        let kind = table.require("kind", log: &log)
        let evidence = table.require("evidence", log: &log)
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let title = row.text(name, log: &log)
            let host = row.text(city, log: &log)
            let programme = row.choice(
                kind, among: [.national, .regionalDesignation] as [ExistingCenter.Kind], log: &log)
            let grade = row.choice(evidence, among: Evidence.known, log: &log)
            guard let title, let host, let programme, let grade else { continue }
            // The file has no identifiers: one centre may have several seats. Rows are numbered in order.
            let number = String(index + 1)
            let id = CenterID("NC" + String(repeating: "0", count: max(0, 3 - number.count)) + number)
            part.append(
                ExistingCenter(id: id, name: title, kind: programme, city: CityID(host), evidence: grade),
                line: row.line)
        }
        return part
    }

    static func hospitals(_ table: CSVTable, log: inout ProblemLog) -> FilePart<Hospital> {
        var part = FilePart<Hospital>(file: table.file)
        table.checkUnknownColumns(known: hospitalColumns, log: &log)
        let id = table.require("id", log: &log)
        let name = table.require("name_zh", log: &log)
        let tier = table.require("tier_2023", log: &log)
        let focus = table.optional("focus")
        let city = table.require("city_adcode", log: &log)
        let province = table.require("province_adcode", log: &log)
        let military = table.optional("military")
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let code = DivisionRows.identifier(row, id, &part, log: &log)
            let title = row.text(name, log: &log)
            let rank = row.choice(tier, among: Hospital.Tier.allCases, log: &log)
            let host = row.text(city, log: &log)
            let home = row.text(province, log: &log)
            let isMilitary = military.isPresent ? row.flag(military, log: &log) : false
            guard let code, let title, let rank, let host, let home, let isMilitary else { continue }
            part.append(
                Hospital(
                    id: code, name: title, tier: rank, focus: row.optionalText(focus) ?? "general", city: CityID(host),
                    province: ProvinceID(home), isMilitary: isMilitary
                ), line: row.line)
        }
        return part
    }

    private static let regionalColumns = [
        "id", "name_zh", "host_city_adcode", "evidence", "donor_hospital_zh", "donor_city_adcode", "specialty",
    ]
    private static let nationalColumns = ["centre_zh", "city_adcode", "kind", "evidence"]
    private static let hospitalColumns = [
        "id", "name_zh", "tier_2023", "focus", "city_adcode", "province_adcode", "military",
    ]
}

extension Evidence {
    /// All grades, best first.
    static let known: [Evidence] = [.documented, .partlyDocumented, .generalKnowledge]
}

public import Foundation
public import HealthPlanning

/// Reads a country from a folder of CSV files and checks all of it.
///
/// Files, in UTF-8 with a header row (further columns are ignored, except where one looks like a misspelt known one;
/// a name that starts with `x_` is always ignored):
///
/// - `provinces.csv`: `adcode, name_en, macro_region, capital_adcode, population_2020`; optional `name_zh`,
///   `primary_institutions_est_2022`.
/// - `cities.csv`: `adcode, name_en, level, province_adcode, macro_region, lat, lon, population_2020`; optional
///   `name_zh`, `pop_60_plus`, `is_municipality`, `is_provincial_capital`, `is_sub_provincial` (1 or 0),
///   `hospital_beds_2020`, `physicians_2020`, `health_social_emp_est_2020`.
/// - `counties.csv`, the demand: `id, parent_adcode, province_adcode, macro_region, lat, lon, population_2020` and
///   `name_en` or `name_zh`; optional `pop_60_plus`, `health_social_emp_est_2020`.
/// - optional `regional_centers.csv`: `id, name_zh, host_city_adcode, evidence` (A, B or C); optional
///   `donor_hospital_zh`, `donor_city_adcode`, `specialty`.
/// - optional `national_centers.csv`: `centre_zh, city_adcode, kind` (`national` or `regional_designation`), `evidence`.
/// - optional `top_hospitals.csv`: `id, name_zh, tier_2023` (A++++ to A), `city_adcode, province_adcode`; optional
///   `focus`, `military` (1 or 0).
/// - optional `road_km_matrix.csv`, also looked for in the folder `RoadDistances-ODbL`: a square matrix of whole
///   kilometres, city codes in the first column and the header, empty where no road leads, symmetric.
///
/// Codes are any text that is unique in its file; macro-regions are `East`, `Central`, `West`, `Northeast`; levels are
/// the raw values of `City.Level`; coordinates are WGS-84 degrees; residents are whole numbers. Empty means unknown.
public struct TerritoryReader: Sendable {
    /// Folder of the files.
    public var directory: URL
    /// Name of the territory, printed with plans.
    public var name: String
    /// Most relative difference between a division's residents and the sum over its parts.
    ///
    /// Legal: 0...1. Default: 0.
    public var populationTolerance: Double

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - directory: Folder of the files.
    ///   - name: Name of the territory; the folder's name unless given.
    ///   - populationTolerance: Most relative difference between a whole and the sum of its parts, 0...1.
    public init(directory: URL, name: String? = nil, populationTolerance: Double = 0) {
        self.directory = directory
        self.name = name ?? directory.lastPathComponent
        self.populationTolerance = populationTolerance
    }

    /// Reads and checks the territory.
    ///
    /// O(bytes + cities²).
    ///
    /// - Throws: ``DataError`` with every problem of every file.
    public func read() throws(DataError) -> Territory {
        var log = ProblemLog()
        var fingerprint = Fingerprint()
        var parts = TerritoryParts()
        if let table = table(TerritoryFiles.provinces, isRequired: true, &fingerprint, &log) {
            parts.provinces = DivisionRows.provinces(table, log: &log)
        }
        if let table = table(TerritoryFiles.cities, isRequired: true, &fingerprint, &log) {
            parts.cities = DivisionRows.cities(table, log: &log)
        }
        if let table = table(TerritoryFiles.counties, isRequired: true, &fingerprint, &log) {
            parts.counties = DivisionRows.counties(table, log: &log)
        }
        if let table = table(TerritoryFiles.regionalCenters, isRequired: false, &fingerprint, &log) {
            parts.regionalCenters = InstitutionRows.regionalCenters(table, log: &log)
        }
        if let table = table(TerritoryFiles.nationalCenters, isRequired: false, &fingerprint, &log) {
            parts.nationalCenters = InstitutionRows.nationalCenters(table, log: &log)
        }
        if let table = table(TerritoryFiles.hospitals, isRequired: false, &fingerprint, &log) {
            parts.hospitals = InstitutionRows.hospitals(table, log: &log)
        }
        readRoads(into: &parts, &fingerprint, &log)
        let allRead = !parts.provinces.seen.isEmpty && !parts.cities.seen.isEmpty && !parts.counties.seen.isEmpty
        if allRead || log.isEmpty {
            TerritoryValidator.check(parts, populationTolerance: max(0, populationTolerance), log: &log)
        }
        try log.throwIfNeeded()
        return Territory(
            name: name, fingerprint: fingerprint.description, provinces: parts.provinces.entities,
            cities: parts.cities.entities, counties: parts.counties.entities,
            centers: parts.regionalCenters.entities + parts.nationalCenters.entities,
            hospitals: parts.hospitals.entities, roadDistances: parts.roads
        )
    }

    private func readRoads(
        into parts: inout TerritoryParts, _ fingerprint: inout Fingerprint, _ log: inout ProblemLog
    ) {
        let nested = TerritoryFiles.roadsFolder + "/" + TerritoryFiles.roads
        let name = exists(nested) ? nested : TerritoryFiles.roads
        guard let table = table(name, isRequired: false, &fingerprint, &log) else { return }
        parts.roadFile = table.file
        var roadLog = ProblemLog()
        parts.roads = RoadMatrix.read(table, log: &roadLog)
        if let error = roadLog.error { log.add(error) }
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: directory.appendingPathComponent(name).path)
    }

    private func table(
        _ name: String, isRequired: Bool, _ fingerprint: inout Fingerprint, _ log: inout ProblemLog
    ) -> CSVTable? {
        guard isRequired || exists(name) else { return nil }
        let path = directory.appendingPathComponent(name).path
        do throws(DataError) {
            let bytes = try FileBytes.read(path, name: name)
            fingerprint.combine(file: name, bytes)
            return CSVTable(file: name, bytes: bytes, log: &log)
        } catch {
            log.add(error)
            return nil
        }
    }
}

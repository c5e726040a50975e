public import Foundation
public import HealthPlanning

/// The data on China that come with the package; sources and licences are in `SOURCES.md` beside them.
///
/// 31 provincial-level regions, 367 cities, 2,989 county-level divisions with the residents of the census of 2020, 65
/// of the 125 regional medical centres, 26 seats of national centres and designations, 100 leading hospitals, road
/// distances between the city seats.
public enum ChinaDataset {
    /// Name of the territory.
    public static let name = "China, census of 1 November 2020"

    /// The folder of the data.
    ///
    /// - Throws: ``DataError`` when the data are not where the package or `MERIDIAN_DATA` put them.
    public static func directory() throws(DataError) -> URL { try ResourceLocator().folder("China") }

    /// Reads and checks everything.
    ///
    /// - Throws: ``DataError`` with every problem, when files are missing, damaged or contradict each other.
    public static func load() throws(DataError) -> Territory {
        let territory = try TerritoryReader(directory: directory(), name: name).read()
        try checkCounts(territory)
        return territory
    }

    /// Simplified outlines of the provinces, for plotting only.
    ///
    /// - Throws: ``DataError`` when the file is missing or damaged.
    public static func outlines() throws(DataError) -> [ProvinceOutline] {
        let path = try directory().appendingPathComponent(TerritoryFiles.outlines).path
        return try OutlineReader.read(
            FileBytes.read(path, name: TerritoryFiles.outlines), file: TerritoryFiles.outlines)
    }

    /// National totals of the health system, 2020 to 2024.
    ///
    /// - Throws: ``DataError`` when the file is missing or damaged.
    public static func nationalHealth() throws(DataError) -> NationalHealth {
        let path = try directory().appendingPathComponent(TerritoryFiles.nationalHealth).path
        return try NationalHealth.read(contentsOf: path, name: TerritoryFiles.nationalHealth)
    }

    /// Guards against files that were cut at a line end, which no other check can see.
    private static func checkCounts(_ territory: Territory) throws(DataError) {
        var log = ProblemLog()
        let regional = territory.centers.filter { $0.kind == .regional }.count
        for (file, count, expected) in [
            (TerritoryFiles.provinces, territory.provinces.count, 31),
            (TerritoryFiles.cities, territory.cities.count, 367),
            (TerritoryFiles.counties, territory.counties.count, 2_989),
            (TerritoryFiles.regionalCenters, regional, 65),
            (TerritoryFiles.nationalCenters, territory.centers.count - regional, 26),
            (TerritoryFiles.hospitals, territory.hospitals.count, 100),
            (TerritoryFiles.roads, territory.roadDistances?.cities.count ?? 0, 367),
        ] where count != expected {
            log.add(
                file, "\(count) records where the dataset has \(expected)",
                fix: "restore the file, or read your own data with TerritoryReader"
            )
        }
        try log.throwIfNeeded()
    }
}

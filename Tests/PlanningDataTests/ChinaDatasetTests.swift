import Foundation
import HealthPlanning
import PlanningData
import Testing
import _TestSupport

@Suite struct ChinaDatasetTests {
    @Test func loadsWhole() throws {
        let china = try ChinaDataset.load()
        #expect(china.provinces.count == 31)
        #expect(china.cities.count == 367)
        #expect(china.counties.count == 2_989)
        #expect(china.hospitals.count == 100)
        #expect(china.centers.count == 91)
        #expect(china.centers.filter { $0.kind == .regional }.count == 65)
        #expect(china.centers.filter { $0.evidence == .documented }.count == 79)
        #expect(china.population == 1_409_778_724)
        #expect(china.provinces.reduce(0) { $0 + $1.communityInstitutions } == 979_767)
        #expect(china.fingerprint.hasPrefix("fnv1a64:"))
        #expect(china[CityID("520500")]?.name == "Bijie")
        #expect(china.roadDistances?[CityID("110000"), CityID("120000")] == 120)
        #expect(china.roadDistances?[CityID("110000"), CityID("460300")] == nil)
        try TerritoryValidator.check(china)
    }

    /// Figures of the first column that is asked for, from the bare text: no reader of ours takes part.
    private func column(_ name: String, of file: String) throws -> [String] {
        let text = try String(contentsOf: ChinaDataset.directory().appendingPathComponent(file), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline)
        let position = try #require(lines[0].split(separator: ",").firstIndex { $0 == name })
        return lines.dropFirst().map {
            String($0.split(separator: ",", omittingEmptySubsequences: false)[position])
        }
    }

    @Test func figuresAreThoseOfTheFiles() throws {
        let china = try ChinaDataset.load()
        #expect(try column("population_2020", of: "counties.csv").map { Int($0) } == china.counties.map(\.population))
        #expect(try column("lat", of: "cities.csv").map { Double($0) } == china.cities.map(\.location.latitude))
        #expect(try column("hospital_beds_2020", of: "cities.csv").map { Int($0) } == china.cities.map(\.hospitalBeds))
        #expect(try column("city_adcode", of: "top_hospitals.csv") == china.hospitals.map(\.city.rawValue))
    }

    /// The figures that SOURCES.md states of great circle × 1.25 against the road matrix.
    @Test func roadFactorAgainstTheMatrix() throws {
        let china = try ChinaDataset.load()
        let roads = try #require(china.roadDistances)
        var ratios: [MacroRegion?: [Double]] = [:]
        for (i, a) in china.cities.enumerated() {
            for b in china.cities[..<i] {
                guard let road = roads[a.id, b.id], road > 0, road <= 400 else { continue }
                let ratio = a.location.roadLikeKilometers(to: b.location) / road
                ratios[nil, default: []].append(ratio)
                if a.region == b.region { ratios[a.region, default: []].append(ratio) }
            }
        }
        let all = try #require(ratios[nil]).sorted()
        func quantile(_ share: Double, _ list: [Double]) -> Double { list[Int(Double(list.count) * share)] }
        #expect(all.count == 3_612)
        #expect(abs(quantile(0.5, all) - 1.075) < 0.002)
        #expect(abs(quantile(0.25, all) - 1.02) < 0.005 && abs(quantile(0.75, all) - 1.11) < 0.006)
        #expect(abs(quantile(0.05, all) - 0.89) < 0.005 && abs(quantile(0.95, all) - 1.16) < 0.005)
        for (region, median) in [(MacroRegion.east, 1.07), (.central, 1.08), (.west, 1.05), (.northeast, 1.09)] {
            #expect(abs(quantile(0.5, try #require(ratios[region]).sorted()) - median) < 0.005)
        }
    }

    @Test func outlinesHoldTheirCapitals() throws {
        let china = try ChinaDataset.load()
        let outlines = try ChinaDataset.outlines()
        #expect(Set(outlines.map(\.id)) == Set(china.provinces.map(\.id)))
        var misses: [String] = []
        for outline in outlines {
            let capital = try #require(china[outline.id].flatMap { china[$0.capital] })
            // Even-odd rule over all rings.
            var isInside = false
            for ring in outline.rings {
                for (a, b) in zip(ring, ring.dropFirst())
                where (a.latitude > capital.location.latitude) != (b.latitude > capital.location.latitude) {
                    let share = (capital.location.latitude - a.latitude) / (b.latitude - a.latitude)
                    if capital.location.longitude < a.longitude + share * (b.longitude - a.longitude) {
                        isInside.toggle()
                    }
                }
            }
            if !isInside { misses.append(outline.name) }
        }
        #expect(misses.isEmpty)
    }

    @Test func nationalTotals() throws {
        let health = try ChinaDataset.nationalHealth()
        #expect(health.indicators.count == 122)
        #expect(health["beds", 2_020]?.value == 910.1)
        #expect(health["beds", 2_020]?.unit == "10k beds")
        #expect(health["beds", 1_999] == nil)
        #expect(health.series("beds").map(\.year) == [2_020, 2_021, 2_022, 2_023, 2_024])
        #expect(
            health["regional_medical_centers", 2_024]?.value == 125
                || health.series("regional_medical_centers").first?.value == 125)
    }

    @Test func everyFileHasItsSource() throws {
        let folder = try ChinaDataset.directory()
        let sources = try String(contentsOf: folder.appendingPathComponent("SOURCES.md"), encoding: .utf8)
        let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        let files = names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        #expect(files.count >= 11)
        for file in files { #expect(sources.contains("| `\(file)` |"), "\(file) has no row in SOURCES.md") }
        for credit in ["GeoNames (CC BY 4.0)", "OpenStreetMap contributors", "ODbL 1.0", "Natural Earth", "Fudan"] {
            #expect(sources.contains(credit))
        }
        let license = folder.appendingPathComponent("RoadDistances-ODbL/LICENSE.md")
        #expect(try String(contentsOf: license, encoding: .utf8).contains("opendatacommons.org/licenses/odbl/1-0"))
    }

    @Test func theVariableNamesTheFolder() throws {
        let folder = try ChinaDataset.directory()
        let parent = folder.deletingLastPathComponent()
        for named in [folder, parent] {
            let found = try ResourceLocator(environment: ["MERIDIAN_DATA": named.path], searching: []).folder("China")
            #expect(found.standardizedFileURL.path == folder.standardizedFileURL.path)
        }
        let wrong = #expect(throws: DataError.self) {
            try ResourceLocator(environment: ["MERIDIAN_DATA": "/nowhere"]).folder("China")
        }
        #expect(wrong?.problems.first?.message.contains("MERIDIAN_DATA") == true)
    }

    @Test func missingDataAreAnErrorNotATrap() {
        let error = #expect(throws: DataError.self) {
            try ResourceLocator(environment: [:], searching: []).folder("China")
        }
        #expect(error?.problems.first?.fix.contains("MERIDIAN_DATA") == true)
        #expect(throws: DataError.self) { try ResourceLocator(environment: [:]).folder("Atlantis") }
    }

    @Test(arguments: [
        ("", "not valid"), ("{", "not valid"), ("[]", "wrong kind"), ("{\"features\": []}", "not a single feature"),
        ("{\"features\": [{\"properties\": {\"adcode\": \"1\"}}]}", "missing"),
        ("{\"features\": [{\"properties\": {\"adcode\": 1}, \"geometry\": {}}]}", "wrong kind"),
        (Self.feature("\"Point\"", "[1, 2]"), "not valid"),
        (Self.feature("\"Polygon\"", "[[[0,0],[1,0],[1,1]]]"), "no closed ring"),
        (Self.feature("\"Polygon\"", "[[[0,0],[1,0],[1,1],[0,1]]]"), "no closed ring"),
        (Self.feature("\"Polygon\"", "[[[0,0],[1,0],[1,95],[0,0]]]"), "no longitude and latitude"),
        (Self.feature("\"Polygon\"", "[[[0,0],[1,0],[1],[0,0]]]"), "no longitude and latitude"),
        (Self.feature("\"Polygon\"", "[[[0,0],[1,0],[1e999,1],[0,0]]]"), ""),
        (Self.feature("\"Polygon\"", "[]"), "no ring"),
        (Self.feature("\"MultiPolygon\"", "[[[0,0],[1,0],[1,1],[0,0]]]"), "wrong kind"),
        (String(repeating: "[", count: 100_000), ""),
    ])
    func brokenOutlines(text: String, says: String) {
        let error = #expect(throws: DataError.self) { try OutlineReader.read(Array(text.utf8), file: "x.geojson") }
        #expect(
            error?.problems.contains { says.isEmpty || $0.message.contains(says) } == true, "\(error?.problems ?? [])")
    }

    private static func feature(_ type: String, _ coordinates: String) -> String {
        "{\"features\": [{\"properties\": {\"adcode\": \"1\"}, \"geometry\": {\"type\": \(type), \"coordinates\": \(coordinates)}}]}"
    }

    @Test(arguments: [
        "year,key,indicator_en,value,unit\n2020,a,b,1,c\n", "year,key,indicator_en,value,unit,source\n20,a,b,1,c,d\n",
        "year,key,indicator_en,value,unit,source\n2020,a,b,x,c,d\n",
        "year,key,indicator_en,value,unit,source\n2020,a,b,1,c,d\n2020,a,b,2,c,d\n", "",
    ])
    func brokenTotals(text: String) {
        #expect(throws: DataError.self) { try NationalHealth.read(Array(text.utf8), file: "x.csv") }
    }
}

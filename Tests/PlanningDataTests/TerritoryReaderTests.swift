import Foundation
import HealthPlanning
import PlanningData
import Testing
import _TestSupport

@Suite struct TerritoryReaderTests {
    @Test func readsEverything() throws {
        let mini = try MiniCountry().read()
        #expect(mini.name == "Mini")
        #expect(mini.provinces.map(\.communityInstitutions) == [30, 20])
        #expect(mini.cities.map(\.level) == [.prefectureLevelCity, .autonomousPrefecture, .municipality])
        #expect(mini.cities.map(\.hospitalBeds) == [20, nil, 40])
        #expect(mini.counties.map(\.name) == ["Alpha, East", "Alpha West", "Beta", "Gamma", ""])
        #expect(mini.counties.map(\.healthWorkers) == [7, 5, nil, 25, nil])
        #expect(mini.population == 1_000)
        #expect(mini.centers.map(\.id.rawValue) == ["RC1", "NC001"])
        #expect(mini.centers.map(\.evidence) == [.documented, .partlyDocumented])
        #expect(mini.centers.first?.donorCity == CityID("2001"))
        #expect(mini.hospitals.map(\.isMilitary) == [false, true])
        #expect(mini.roadDistances?[CityID("1002"), CityID("2001")] == 1_200)
        try TerritoryValidator.check(mini)
    }

    @Test func optionalFilesAndColumnsMayBeMissing() throws {
        var mini = MiniCountry()
        for file in ["regional_centers.csv", "national_centers.csv", "top_hospitals.csv", "road_km_matrix.csv"] {
            mini.files[file] = nil
        }
        try mini.replace(",pop_60_plus", with: ",x_pop", in: "cities.csv")
        try mini.replace(",pop_60_plus", with: ",x_pop", in: "counties.csv")
        let territory = try mini.read()
        #expect(territory.centers.isEmpty && territory.hospitals.isEmpty && territory.roadDistances == nil)
        #expect(territory.cities.allSatisfy { $0.population60Plus == 0 })
    }

    @Test(arguments: ["\r\n", "\r"])
    func lineEndsAndMarksChangeNothing(lineEnd: String) throws {
        let plain = try MiniCountry().read()
        var mini = MiniCountry()
        for (name, bytes) in mini.files {
            let text = String(decoding: bytes, as: UTF8.self).replacing("\n", with: lineEnd)
            mini.files[name] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        }
        let other = try mini.read()
        #expect(other.counties == plain.counties)
        #expect(other.cities == plain.cities)
        #expect(other.roadDistances?.kilometers == plain.roadDistances?.kilometers)
        #expect(other.fingerprint != plain.fingerprint, "the fingerprint is of the bytes")
    }

    @Test func sumsMayDifferWithinATolerance() throws {
        var mini = MiniCountry()
        try mini.replace("100.3,200,40", with: "100.3,201,40", in: "counties.csv")
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(error?.problems.map(\.field) == ["population_2020"])
        #expect(try mini.read(populationTolerance: 0.01).population == 1_001)
    }

    @Test(arguments: Self.breakages)
    func namesTheBrokenPlace(_ breakage: Breakage) throws {
        var mini = MiniCountry()
        try mini.replace(breakage.old, with: breakage.new, in: breakage.file)
        let error = #expect(throws: DataError.self) { try mini.read() }
        let problems = error?.problems ?? []
        #expect(problems.contains(where: breakage.matches), "\(problems)")
        // One slip must not set off an avalanche; a row that is left out may be missed by the rows that refer to it.
        #expect(problems.count <= 8, "\(problems)")
    }

    @Test func aRegionMustFitTheProvince() throws {
        var mini = MiniCountry()
        try mini.replace("北省,West", with: "北省,East", in: "provinces.csv")
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(error?.problems.map(\.file) == ["cities.csv", "cities.csv"])
        #expect(error?.problems.map(\.line) == [2, 3])
        #expect(
            error?.problems.allSatisfy { $0.field == "macro_region" && $0.message.contains("lies in East") } == true)
    }

    @Test func roadsShorterThanTheGreatCircle() throws {
        var mini = MiniCountry()
        try mini.replace("1001,0,120,1300", with: "1001,0,50,1300", in: "road_km_matrix.csv")
        try mini.replace("1002,120", with: "1002,50", in: "road_km_matrix.csv")
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(error?.problems.count == 1)
        #expect(error?.problems.first?.line == 3)
        #expect(error?.problems.first?.message.contains("as the crow flies") == true)
    }

    @Test func matrixAndCitiesMustAgree() throws {
        var mini = MiniCountry()
        mini.files["road_km_matrix.csv"] = Array(
            "adcode,1001,1002,9\n1001,0,120,1300\n1002,120,0,1200\n9,1300,1200,0\n".utf8)
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(error?.problems.map(\.field) == ["2001", "9"])
    }

    @Test(arguments: ["provinces.csv", "cities.csv", "counties.csv"])
    func missingAndEmptyFiles(name: String) throws {
        var mini = MiniCountry()
        mini.files[name] = nil
        let missing = #expect(throws: DataError.self) { try mini.read() }
        #expect(missing?.problems.contains { $0.file == name && $0.message.contains("no such file") } == true)
        mini.files[name] = []
        let empty = #expect(throws: DataError.self) { try mini.read() }
        #expect(empty?.problems.contains { $0.file == name && $0.message == "is empty" } == true)
        let header = (MiniCountry().files[name] ?? []).prefix { $0 != 0x0A }
        mini.files[name] = Array(header)
        let bare = #expect(throws: DataError.self) { try mini.read() }
        #expect(bare?.problems.isEmpty == false)
    }

    @Test func wrongEncodingsAreNamed() throws {
        let text = String(decoding: MiniCountry().files["cities.csv"] ?? [], as: UTF8.self)
        func problems(_ bytes: [UInt8]) throws -> [DataProblem] {
            var mini = MiniCountry()
            mini.files["cities.csv"] = bytes
            let error = #expect(throws: DataError.self) { try mini.read() }
            return (error?.problems ?? []).filter { $0.file == "cities.csv" }
        }
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try problems([0xFF, 0xFE] + little).first?.message.contains("UTF-16, little-endian") == true)
        #expect(try problems([0xFE, 0xFF] + big).first?.message.contains("UTF-16, big-endian") == true)
        #expect(try problems(little).first?.message.contains("UTF-16, little-endian without a mark") == true)
        #expect(try problems(big).first?.message.contains("UTF-16, big-endian without a mark") == true)
        // 北京 in GB18030, on the third line.
        let ascii = text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : 0x3F }
        var lines = ascii.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        lines[2] += [0xB1, 0xB1, 0xBE, 0xA9]
        let chinese = try problems(Array(lines.joined(separator: [0x0A])))
        #expect(chinese.first?.message.contains("GB18030") == true)
        #expect(chinese.first?.line == 3)
        #expect(chinese.first?.fix.contains("iconv -f GB18030") == true)
        lines[2] = Array("1002,B".utf8) + [0xE9] + Array("ta".utf8)
        #expect(try problems(Array(lines.joined(separator: [0x0A]))).first?.message.contains("Windows-1252") == true)
        #expect(try problems([0x50, 0x4B, 0x03, 0x04, 0x00, 0x07, 0x09]).first?.message.contains("binary") == true)
    }

    @Test func collectsTheProblemsOfAllFiles() throws {
        var mini = MiniCountry()
        try mini.replace("2001,400", with: "2001,x", in: "provinces.csv")
        try mini.replace("30.5,100.25", with: "99,100.25", in: "cities.csv")
        try mini.replace("101,250", with: "101,-1", in: "counties.csv")
        try mini.replace("F2,A,", with: "F2,Z,", in: "top_hospitals.csv")
        try mini.replace("2001,1300", with: "2001,x", in: "road_km_matrix.csv")
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(
            error?.problems.map(\.file)
                == ["provinces.csv", "cities.csv", "counties.csv", "top_hospitals.csv", "road_km_matrix.csv"])
    }

    @Test func problemsWithoutEndAreSummedUp() throws {
        var mini = MiniCountry()
        let header = String(decoding: (mini.files["counties.csv"] ?? []).prefix { $0 != 0x0A }, as: UTF8.self)
        mini.files["counties.csv"] = Array((header + "\n" + String(repeating: "x,y\n", count: 5_000)).utf8)
        let error = #expect(throws: DataError.self) { try mini.read() }
        #expect(error?.problems.count == 1_001)
        #expect(error?.problems.last?.message.contains("4000 further") == true)
    }

    @Test func validatesTerritoriesMadeInMemory() throws {
        let mini = try MiniCountry().read()
        let broken = Territory(
            name: "x", provinces: mini.provinces, cities: mini.cities + [mini.cities[0]],
            counties: Array(mini.counties.dropLast()))
        let error = #expect(throws: DataError.self) { try TerritoryValidator.check(broken) }
        #expect(error?.problems.contains { $0.message.contains("used twice") } == true)
    }

    @Test(arguments: 0..<40)
    func mutatedFilesNeverCrash(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var mini = MiniCountry()
        for name in mini.files.keys.sorted() where Bool.random(using: &generator) {
            mini.files[name] = Mutation.mutate(mini.files[name] ?? [], using: &generator)
        }
        do {
            let territory = try mini.read()
            #expect(territory.population >= 0)
        } catch let error as DataError {
            #expect(!error.problems.isEmpty, "seed \(seed)")
            #expect(error.problems.allSatisfy { !$0.file.isEmpty && !$0.message.isEmpty && !$0.fix.isEmpty })
        }
    }
}

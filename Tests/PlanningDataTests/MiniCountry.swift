import Foundation
import HealthPlanning
import PlanningData
import Testing

/// A country of two provinces as a folder of files, small enough to break in every way.
struct MiniCountry {
    var files: [String: [UInt8]] = [
        "provinces.csv": Array(
            """
            adcode,name_en,name_zh,macro_region,capital_adcode,population_2020,primary_institutions_est_2022
            10,North,北省,West,1001,600,30
            20,South,南省,East,2001,400,20

            """.utf8),
        "cities.csv": Array(
            """
            adcode,name_en,name_zh,level,province_adcode,macro_region,lat,lon,population_2020,pop_60_plus,is_municipality,is_provincial_capital,is_sub_provincial,hospital_beds_2020,physicians_2020,health_social_emp_est_2020
            1001,Alpha,甲市,prefecture_level_city,10,West,30.5,100.25,350,70,0,1,0,20,10,12
            1002,Beta,乙州,autonomous_prefecture,10,West,31,101,250,50,0,0,0,,,
            2001,Gamma,丙市,municipality,20,East,30,110,400,80,1,0,0,40,22,25

            """.utf8),
        "counties.csv": Array(
            """
            id,name_en,name_zh,parent_adcode,province_adcode,macro_region,lat,lon,population_2020,pop_60_plus,health_social_emp_est_2020
            100101,"Alpha, East",甲东,1001,10,West,30.5,100.3,200,40,7
            100102,Alpha West,甲西,1001,10,West,30.4,100.1,150,30,5
            100201,Beta,乙,1002,10,West,31,101,250,50,
            200101,Gamma,丙,2001,20,East,30,110,390,78,25
            2001-Z01,,丙开发区,2001,20,East,30,110,10,2,

            """.utf8),
        "regional_centers.csv": Array(
            """
            id,name_zh,host_city_adcode,donor_hospital_zh,donor_city_adcode,specialty,evidence
            RC1,甲中心,1001,丙医院,2001,oncology,A

            """.utf8),
        "national_centers.csv": Array(
            """
            centre_en,centre_zh,city_adcode,kind,evidence
            National,国家中心,2001,national,B

            """.utf8),
        "top_hospitals.csv": Array(
            """
            id,tier_2023,name_zh,focus,city_adcode,province_adcode,military
            F1,A++++,丙医院,general,2001,20,0
            F2,A,甲医院,oncology,1001,10,1

            """.utf8),
        "road_km_matrix.csv": Array(
            """
            adcode,1001,1002,2001
            1001,0,120,1300
            1002,120,0,1200
            2001,1300,1200,0

            """.utf8),
    ]

    /// Replaces text in a file; the text must be there, or the case tests nothing.
    mutating func replace(_ old: String, with new: String, in file: String) throws {
        let text = String(decoding: files[file] ?? [], as: UTF8.self)
        let range = try #require(text.range(of: old), "\(old) is not in \(file)")
        files[file] = Array(text.replacingCharacters(in: range, with: new).utf8)
    }

    /// Writes the files into a folder of their own, reads them, removes the folder.
    func read(populationTolerance: Double = 0) throws -> Territory {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mini-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files {
            try Data(bytes).write(to: folder.appendingPathComponent(name))
        }
        return try TerritoryReader(directory: folder, name: "Mini", populationTolerance: populationTolerance).read()
    }
}

/// A temporary file, removed when the body ends.
func withTemporaryFile<Result>(_ name: String, _ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("meridian-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try body(file.path)
}

/// A slip in a file and the problem to be reported.
struct Breakage: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var line: Int?
    var field: String?
    var says: String

    init(_ file: String, _ old: String, _ new: String, _ line: Int?, _ field: String?, _ says: String) {
        self.file = file + ".csv"
        self.old = old
        self.new = new
        self.line = line
        self.field = field
        self.says = says
    }

    var testDescription: String { "\(file): \(old) → \(new)" }

    /// Whether a problem is the one expected.
    func matches(_ problem: DataProblem) -> Bool {
        problem.file == file && problem.line == line && (field == nil || problem.field == field)
            && problem.message.contains(says) && !problem.fix.isEmpty
    }
}

import Foundation
import NetworkFlow
import PlanningData
import Testing

@Suite("Staffing files")
struct StaffingFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("staffing-\(UUID().uuidString)")

    private func file(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private func read(_ institutions: String, _ hospitals: String, _ arcs: String) throws -> StaffingInstance {
        defer { try? FileManager.default.removeItem(at: folder) }
        return try StaffingFiles.read(
            institutions: file("i.csv", institutions), hospitals: file("h.csv", hospitals), arcs: file("a.csv", arcs))
    }

    @Test("identifiers in quotes, needs, decimals and arcs in any order")
    func general() throws {
        let instance = try read(
            "id,need\r\n\"Clinic, \"\"north\"\"\",2\r\nb,1\r\n\r\nc,0\r\n",
            "\u{FEFF}id,name,staff\nh1,\"two\nlines\",1\nh2,x,5\n",
            "cost,hospital,institution\n2.5,h1,b\n1,h1,\"Clinic, \"\"north\"\"\"\n3.25,h2,b\n4,h2,\"Clinic, \"\"north\"\"\"\n"
        )
        #expect(instance.institutions[0] == "Clinic, \"north\"")
        #expect(instance.hospitals.count == 2)
        #expect(instance.decimals == 2)
        #expect(instance.problem.needs == [2, 1, 0])
        #expect(instance.problem.starts == [0, 2, 4, 4])
        #expect((0..<4).map { instance.problem.costs[$0] } == [100, 400, 250, 325])
        let plan = try instance.problem.solve()
        #expect(plan.cost == 825)
        #expect(plan.unmet == 0)
        let out = FileManager.default.temporaryDirectory.appendingPathComponent("out-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: out) }
        try AssignmentFile.write(plan, of: instance, to: out.path)
        let lines = try String(contentsOf: out, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "institution,hospital,staff")
        #expect(lines.contains("\"Clinic, \"\"north\"\"\",h1,1"))
        #expect(lines.count == 4)
    }

    @Test("without needs each institution needs one, and large whole costs stay exact")
    func plain() throws {
        let large: Int64 = 9_007_199_254_740_993
        let instance = try read(
            "id\na\nb\n", "id,staff\nh,1\nk,1\n",
            "institution,hospital,cost\na,h,\(large)\na,k,\(large + 1)\nb,h,\(large)\n")
        #expect(instance.problem.needs == nil)
        #expect(try instance.problem.solve().cost == Int128(2 * large + 1))
    }

    @Test("every problem is told with file, line and field")
    func malformed() throws {
        #expect(throws: DataError.self) { try read("id,need\na,-1\na,x\n", "id,staff\nh,1.5\n", "") }
        let error = try #require(throws: DataError.self) {
            try read(
                "id\na\nb\n", "id,staff\nh,1\nk,2\n",
                "institution,hospital,cost\na,h,1\na,z,1\nq,h,1\nb,h,abc\nb,k\na,h,2\n,h,1\nb,k,1e5\nb,k,1\nb,k,2\n")
        }
        // Pairs given twice are told in the same pass; 1e5 is a number.
        #expect(error.problems.map(\.line) == [3, 4, 5, 6, 7, 8, 10, 11])
        #expect(error.problems.contains { $0.line == 3 && $0.field == "hospital" })
        #expect(error.problems.contains { $0.line == 4 && $0.field == "institution" })
        #expect(error.problems.contains { $0.line == 5 && $0.field == "cost" })
        let header = try #require(throws: DataError.self) { try read("name\na\n", "id,capacity\nh,1\n", "") }
        #expect(header.problems.first?.fix == "rename column name")
        let twice = try #require(throws: DataError.self) {
            try read(
                "id\na\nb\n", "id,staff\nh,1\n", "institution,hospital,cost\na,h,1\nb,h,1\na,h,2\n")
        }
        #expect(twice.problems.count == 1)
        #expect(throws: DataError.self) { try StaffingFiles.read(institutions: "/no/i", hospitals: "/no/h", arcs: "a") }
    }

    @Test("a record longer than the window, and one that ends at its edge")
    func windows() throws {
        let long = String(repeating: "x", count: 1 << 20)
        var rows = "id,note\n"
        for number in 0..<40_000 { rows += "i\(number),\"some, \"\"text\"\" \(number)\"\n" }
        rows += "last,\(long)\(long)\n"
        let instance = try read(rows, "id,staff\nh,3\n", "institution,hospital,cost\nlast,h,4\ni7,h,1\n")
        #expect(instance.institutions.count == 40_001)
        #expect(instance.institutions[39_999] == "i39999")
        #expect(instance.institutions[40_000] == "last")
        let plan = try instance.problem.solve()
        #expect(plan.served == 2)
        #expect(plan.cost == 5)
    }

    @Test("positions in two kinds are refused, and one kind is solved over all pairs")
    func points() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let flat = try file("i.csv", "id,x,y\na,0,0\nb,3,4\n")
        let hospitals = try file("h.csv", "id,x,y,staff\nh,0,0,1\nk,6,8,1\n")
        let points = try StaffingFiles.readPoints(institutions: flat, hospitals: hospitals)
        let answer = try points.problem.solve(nearest: 1)
        let instance = points.instance(answer)
        #expect(answer.plan.unmet == 0)
        #expect(Double(answer.plan.cost) == 5 * pow(10, Double(instance.decimals)))
        let round = try file("g.csv", "id,lat,lon,staff\nh,30,110,1\n")
        #expect(throws: DataError.self) { try StaffingFiles.readPoints(institutions: flat, hospitals: round) }
        #expect(throws: DataError.self) {
            try StaffingFiles.readPoints(institutions: flat, hospitals: hospitals, distance: .haversineKilometers)
        }
        #expect(throws: DataError.self) {
            try StaffingFiles.readPoints(institutions: flat, hospitals: hospitals, distance: .manhattan)
        }
    }
}

import FacilityLocation
import Foundation
import PlanningData
import Testing
import _TestSupport

/// Files of clients and sites read as a stream give what the reader of tables gives, answers and errors alike.
@Suite struct CSVSitesStreamTests {
    /// What a reading came to: an instance, or what is wrong, with the file's name left out.
    private func outcome(_ body: () throws -> LocationInstance) -> Result<LocationInstance, DataError> {
        do {
            return .success(try body())
        } catch let error as DataError {
            return .failure(
                DataError(
                    error.problems.map { problem in
                        var nameless = problem
                        nameless.file = ""
                        return nameless
                    }))
        } catch {
            Issue.record("an unexpected error: \(error)")
            return .failure(DataError([]))
        }
    }

    private func expectSame(_ bytes: [UInt8]) throws {
        let streamed = try withTemporaryFile("sites.csv", bytes) { path in
            outcome { try CSVSitesReader.read(contentsOf: path) }
        }
        let tabled = outcome { try CSVSitesReader.read(bytes, file: "sites.csv") }
        #expect(streamed == tabled, "\(String(decoding: bytes, as: UTF8.self).prefix(200).debugDescription)")
    }

    private static let sound =
        "id,x,y,demand,cost,capacity,role\na,0,1.5,2,3,4,both\nb,-1e2,1,7,,1,site\nc,3,4,0.25,,,client\n"

    @Test(arguments: [
        sound, "\u{FEFF}" + sound, sound.replacing("\n", with: "\r\n"), sound.replacing("\n", with: "\r"),
        sound.replacing("\n", with: "\n\n"), String(sound.dropLast()), sound.replacing("a,0", with: "\"a\",0"),
        sound.replacing("a,0", with: "成都,0"), sound.replacing("a,0", with: " a ,0"),
        sound.replacing(",both", with: ","),
        sound.replacing("id,x,y", with: "id,lon,lat"), "id,x,y\n1,2,3\n", "x,y,id,extra\n1,2,q,z\n",
        "id,x,y,demand\na,1,2,3\nb,1,2,", "id,x,y\n", "", "\n", "id,x,y\na,1\n", "id,x,y\na,1,2,3\n",
        "id,x,y\na,1,2\na,3,4\n",
        "id,x,y\n,1,2\n", "id,x,y\na,1,zwei\n", "id,x,y\na,nan,2\n", "id,x,y\na,1e300,2\n", "id,x,y,demand\na,1,2,-3\n",
        "id,x,y,role\na,1,2,hospital\n", "id,x,y,role\na,1,2,client\n", "id,x,y,role\na,1,2,site\n",
        "id,lat,lon\na,91,2\n", "id,lat,x\na,1,2\n", "id,x\na,1\n", "id,x,y,y\na,1,2,3\n", "id,x,y,demnad\na,1,2,3\n",
        "id,x,y,capacity\na,1,2,\n", "id,x,y\na,1,2\"\n", "id,x,y\n\"a,1,2\n",
    ])
    func agreesWithTheTable(text: String) throws { try expectSame(Array(text.utf8)) }

    @Test func agreesOnBytesThatAreNoText() throws {
        try expectSame([UInt8]("id,x,y\na\0,1,2\n".utf8))
        try expectSame([UInt8]("id,x,y\na".utf8) + [0xFF, 0xC3] + [UInt8](",1,2\n".utf8))
        try expectSame([0xFF, 0xFE, 0x69, 0])
    }

    @Test func agreesOnRandomDamage() throws {
        var generator = SeededGenerator(seed: 9)
        let letters = Array("0123456789,\n\r\"-.eabc \t".utf8)
        for _ in 0..<300 {
            var bytes = Array(Self.sound.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = letters.randomElement(using: &generator) ?? 0x30
            }
            try expectSame(bytes)
        }
    }

    /// Longer than one piece of the stream, so that lines are cut between pieces.
    @Test func joinsPieces() throws {
        var text = "id,x,y,demand,role\n"
        var generator = SeededGenerator(seed: 10)
        for row in 0..<160_000 {
            let x = Double.random(in: 0...100, using: &generator)
            text += "client-\(row),\(x),\(100 - x),\(row % 90),\(row % 1_000 == 0 ? "both" : "client")\n"
        }
        #expect(text.utf8.count > 1 << 22)
        try expectSame(Array(text.utf8))
    }

    @Test func coverageAgreesWithTheMatrix() throws {
        var text = "id,x,y,demand\n"
        var generator = SeededGenerator(seed: 11)
        for row in 0..<60 {
            let x = Int.random(in: 0...50, using: &generator)
            text += "p\(row),\(x),\(Int.random(in: 0...50, using: &generator)),\(row % 7)\n"
        }
        for rule in DistanceRule.allCases {
            let geographic = rule == .haversineKilometers ? text.replacing("id,x,y", with: "id,lon,lat") : text
            let instance = try CSVSitesReader.read(Array(geographic.utf8), file: "p.csv", distance: rule)
            let radius = rule == .haversineKilometers ? 900.0 : 11
            let coverage = try instance.coverage(radius: radius)
            var sums: [[Int]: Double] = [:]
            for client in 0..<60 {
                let near = (0..<60).filter { instance.cost(client: client, site: $0) <= radius }
                sums[near, default: 0] += instance.demands[client]
            }
            #expect(coverage.rowCount == sums.count, "\(rule)")
            for row in 0..<coverage.rowCount {
                #expect(coverage.weights[row] == sums[coverage.sites(ofRow: row)], "\(rule)")
            }
            let open = [3, 17, 40]
            let servers = try instance.coveringSites(open: open, radius: radius)
            for client in 0..<60 {
                #expect(servers[client] == open.first { instance.cost(client: client, site: $0) <= radius })
            }
            let covered = servers.indices.reduce(0.0) { servers[$1] == nil ? $0 : $0 + instance.demands[$1] }
            #expect(try instance.coveredDemand(open: open, radius: radius) == covered)
            let problem = try instance.aggregatedMaximalCovering(p: 3, radius: radius)
            let own = try problem.solve(LocationOptions(engine: .greedy))
            let listed = try instance.maximalCovering(p: 3, radius: radius).solve(LocationOptions(engine: .greedy))
            #expect(own.objective == listed.objective)
            #expect(try instance.implicitCenter(p: 2).solve().objective == instance.center(p: 2).solve().objective)
        }
        #expect(throws: DataError.self) {
            try CSVSitesReader.read(Array(text.utf8), file: "p.csv").coverage(radius: -.infinity)
        }
    }
}

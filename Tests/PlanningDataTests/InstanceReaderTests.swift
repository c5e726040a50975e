import FacilityLocation
import Foundation
import PlanningData
import Testing
import _TestSupport

/// A format, a broken text, and what is to be said of it.
struct BrokenInstance: Sendable, CustomTestStringConvertible {
    var format: InstanceFormat
    var text: String
    var line: Int?
    var says: String

    init(_ format: InstanceFormat, _ text: String, _ line: Int?, _ says: String) {
        self.format = format
        self.text = text
        self.line = line
        self.says = says
    }

    var testDescription: String { "\(format.rawValue): \(text.prefix(60).debugDescription)" }
}

@Suite struct InstanceReaderTests {
    private func read(_ format: InstanceFormat, _ text: String, capacity: Double? = nil) throws -> LocationInstance {
        try withTemporaryFile("case.txt", Array(text.utf8)) { try format.read(contentsOf: $0, capacity: capacity) }
    }

    // MARK: Sound files

    @Test func graphs() throws {
        // 1 –2– 2 –3– 3, and 1 –9– 3 given twice, the last time with 4; 4 hangs on nothing.
        let instance = try read(.orlibPMedian, " 4 4 2\n1 2 2\n2 3 3\n1 3 9\n3 1 4.\n")
        #expect(instance.p == 2)
        #expect(instance.name == "case")
        #expect(instance.cost(client: 0, site: 2) == 4)
        #expect(instance.cost(client: 0, site: 1) == 2)
        #expect(instance.cost(client: 3, site: 0) == .infinity)
        #expect(instance.cost(client: 3, site: 3) == 0)
        let problem = try instance.pMedian()
        #expect(problem.serviceCosts.entries(of: 3).count == 1, "an unreachable pair is left out")
        #expect(problem.sideConstraints.first?.lower == 2)
        #expect(problem.sideConstraints.first?.upper == 2)
    }

    @Test func shortestPathsAgreeWithFloydAndWarshall() throws {
        for seed in 0..<30 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let n = Int.random(in: 1...12, using: &generator)
            var distances = (0..<n).map { i in (0..<n).map { $0 == i ? 0.0 : .infinity } }
            var lines = ""
            let count = Int.random(in: 0...3 * n, using: &generator)
            for _ in 0..<count {
                let (i, j) = (Int.random(in: 0..<n, using: &generator), Int.random(in: 0..<n, using: &generator))
                let length = Int.random(in: 0...20, using: &generator)
                lines += "\(i + 1) \(j + 1) \(length)\n"
                if i != j { (distances[i][j], distances[j][i]) = (Double(length), Double(length)) }
            }
            let instance = try read(.orlibPMedian, "\(n) \(count) 1\n" + lines)
            for k in 0..<n {
                for i in 0..<n {
                    for j in 0..<n { distances[i][j] = min(distances[i][j], distances[i][k] + distances[k][j]) }
                }
            }
            for i in 0..<n {
                for j in 0..<n { #expect(instance.cost(client: i, site: j) == distances[i][j], "seed \(seed)") }
            }
        }
    }

    @Test func warehouses() throws {
        let text = "2 3\ncapacity 100.\n70 200\n5 10 20\n0 0 0\n4\n 8\n12"
        let instance = try read(.orlibCapacitated, text, capacity: 50)
        #expect(instance.capacities == [50, 70])
        #expect(instance.openingCosts == [100, 200])
        #expect(instance.demands == [5, 0, 4])
        let problem = try instance.capacitated(singleSource: true, p: 1)
        #expect(problem.isSingleSource)
        #expect(problem.serviceCosts.costs == [2, 4, 0, 0, 2, 3], "per unit of demand, safe without demand")
        #expect(problem.sideConstraints.count == 1)
        let free = try instance.uncapacitated()
        #expect(free.weights == [1, 1, 1])
        #expect(free.serviceCosts.costs == [10, 20, 0, 0, 8, 12])
        #expect(free.openingCosts == [100, 200])
    }

    @Test func aCostWithoutDemandHasNoUnit() throws {
        let instance = try read(.orlibCapacitated, "1 2\n9 1\n5 10\n0 3\n")
        let error = #expect(throws: DataError.self) { try instance.capacitated() }
        #expect(error?.problems.first?.message.contains("client 2") == true)
        #expect(try instance.uncapacitated().serviceCosts.costs == [10, 3])
    }

    @Test func tsplib() throws {
        let text = """
            NAME: tiny
            COMMENT : three points: a triangle
            TYPE : TSP
            DIMENSION:3
            EDGE_WEIGHT_TYPE : EUC_2D
            NODE_COORD_SECTION
            1 0 0
            3 1.0e+00 1
            7 -3 4
            EOF
            """
        let instance = try read(.tsplib, text)
        #expect(instance.name == "tiny")
        #expect(instance.sites == ["1", "3", "7"])
        #expect(instance.cost(client: 0, site: 1) == 1)
        #expect(instance.cost(client: 0, site: 2) == 5)
        let ceiling = try read(.tsplib, text.replacing("EUC_2D", with: "CEIL_2D"))
        #expect(ceiling.cost(client: 0, site: 1) == 2)
        let manhattan = try TSPLIBReader.read(
            Array(text.replacing("EUC_2D", with: "GEO").utf8), file: "x", distance: .manhattan)
        #expect(manhattan.cost(client: 0, site: 2) == 7)
    }

    @Test func sitesInAPlane() throws {
        let instance = try read(
            .csv,
            "\u{FEFF}id,x,y,demand,cost,capacity,role,note\r\na,0,0,2,,,client,\r\n\"b, c\",3,4,1,7,9,,x\r\ns,0,1,,5,8,site,\r\n"
        )
        #expect(instance.clients == ["a", "b, c"])
        #expect(instance.sites == ["b, c", "s"])
        #expect(instance.demands == [2, 1])
        #expect(instance.openingCosts == [7, 5])
        #expect(instance.capacities == [9, 8])
        #expect(instance.cost(client: 0, site: 0) == 5)
        #expect(try instance.pMedian(p: 1).weights == [2, 1])
        let error = #expect(throws: DataError.self) { try instance.pMedian() }
        #expect(error?.problems.first?.field == "p")
        #expect(throws: DataError.self) { try instance.center(p: 3) }
        #expect(throws: DataError.self) { try instance.center(p: 0) }
    }

    @Test func sitesOnTheEarth() throws {
        let text = "id,lat,lon,demand\nbeijing,39.9075,116.3972,1\nshanghai,31.2222,121.4581,1\n"
        let instance = try read(.csv, text)
        #expect(abs(instance.cost(client: 0, site: 1) - 1_067) < 5)
        #expect(throws: DataError.self) { try CSVSitesReader.read(Array(text.utf8), file: "x", distance: .euclidean) }
        #expect(throws: DataError.self) {
            try CSVSitesReader.read(Array("id,x,y\na,1,1\n".utf8), file: "x", distance: .haversineKilometers)
        }
    }

    @Test func covering() throws {
        let instance = try read(.csv, "id,x,y,demand\na,0,0,5\nb,3,4,7\nc,50,0,1\n")
        let covering = try instance.maximalCovering(p: 1, radius: 5)
        #expect(covering.serviceCosts.entryCount == 5)
        #expect(covering.weights == [5, 7, 1])
        #expect(covering.unservedCosts == [1, 1, 1])
        #expect(try instance.setCovering(radius: 4.999).cover.entryCount == 3)
        for radius in [-1, .nan, .infinity] {
            #expect(throws: DataError.self) { try instance.maximalCovering(p: 1, radius: radius) }
        }
    }

    @Test func pointsOfOtherFamilies() throws {
        let median = try read(.lorena, "2 1\n0 0 9 4\n3 4 8 5\n")
        #expect(median.p == 1 && median.capacities == [9, 8] && median.demands == [4, 5])
        #expect(median.cost(client: 0, site: 1) == 5)
        let chen = try read(.chen, "2\t\n0 1.5 2 1 21\n1 4 6 2 30\n")
        #expect(chen.sites == ["0", "1"] && chen.openingCosts == [1, 2] && chen.demands == [21, 30])
        let cloud = try read(.cloud, "2 2\n 0.0 1.0\n-1 1\n")
        #expect(cloud.cost(client: 0, site: 1) == 1)
        let holmberg = try read(.holmberg, "2 3\n9 1\n8 2\n1 2 3\n10 20 30\n40 50 60\n")
        #expect(holmberg.demands == [1, 2, 3] && holmberg.openingCosts == [1, 2])
        #expect(holmberg.cost(client: 1, site: 0) == 20)
        #expect(holmberg.cost(client: 0, site: 1) == 40)
        let avella = try read(.tbed1, "2 3\n1 2 3\n9 8\n1 2\n10 20 30\n40 50 60\n")
        #expect(avella.demands == [1, 2, 3] && avella.capacities == [9, 8] && avella.openingCosts == [1, 2])
        #expect(avella.cost(client: 1, site: 0) == 20)
        // Costs are per unit here, per whole demand in the capacitated p-median.
        #expect(try avella.capacitated().serviceCosts.costs.contains(60))
        #expect(try median.capacitated(singleSource: true).serviceCosts.costs == [0, 1.25, 0, 1])
        let covering = try withTemporaryFile("a", Array("2\n0 0\n3 4\n".utf8)) { coordinates in
            try withTemporaryFile("b", Array("5\n6\n".utf8)) {
                try PointInstanceReader.covering(coordinates: coordinates, demands: $0)
            }
        }
        #expect(covering.demands == [5, 6])
    }

    // MARK: Broken files

    @Test(arguments: broken)
    func namesTheBrokenPlace(_ broken: BrokenInstance) throws {
        let error = #expect(throws: DataError.self) { try read(broken.format, broken.text) }
        let problems = error?.problems ?? []
        #expect(
            problems.contains { $0.line == broken.line && $0.message.contains(broken.says) && !$0.fix.isEmpty },
            "\(problems)")
    }

    @Test func optionsThatDoNotFit() throws {
        #expect(throws: DataError.self) {
            try InstanceFormat.orlibPMedian.read(contentsOf: "nowhere", distance: .euclidean)
        }
        #expect(throws: DataError.self) { try InstanceFormat.csv.read(contentsOf: "nowhere", capacity: 3) }
        for capacity in [-1, Double.nan, .infinity] {
            #expect(throws: DataError.self) {
                try read(.orlibCapacitated, "1 1\ncapacity 1\n1 1\n", capacity: capacity)
            }
        }
        for path in ["", "/", "/nowhere/at/all", "a\0b"] {
            let error = #expect(throws: DataError.self) { try InstanceFormat.csv.read(contentsOf: path) }
            #expect(error?.problems.count == 1)
        }
    }

    @Test(arguments: InstanceFormat.allCases, 0..<60)
    func mutatedFilesNeverCrash(format: InstanceFormat, seed: Int) throws {
        let texts: [InstanceFormat: String] = [
            .orlibPMedian: "4 4 2\n1 2 2\n2 3 3\n1 3 9\n3 4 4\n",
            .orlibCapacitated: "2 2\ncapacity 3\n7 2\n5 10 20\n4 8 12\n",
            .tsplib:
                "NAME: a\nTYPE: TSP\nDIMENSION: 2\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nEOF\n",
            .csv: "id,x,y,demand,cost,capacity,role\na,0,0,2,1,9,client\nb,3,4,1,7,9,both\n",
            .lorena: "2 1\n0 0 9 4\n3 4 8 5\n", .chen: "2\n0 1.5 2 1 21\n1 4 6 2 30\n", .cloud: "2 2\n 0.0 1.0\n-1 1\n",
            .holmberg: "2 2\n9 1\n8 2\n1 2\n10 20\n40 50\n",
            .tbed1: "2 2\n1 2\n9 8\n1 2\n10 20\n40 50\n",
        ]
        var generator = SeededGenerator(seed: UInt64(seed))
        let bytes = Mutation.mutate(Array((texts[format] ?? "").utf8), using: &generator)
        do {
            let instance = try withTemporaryFile("case", bytes) { path in
                try format.read(contentsOf: path, capacity: format == .orlibCapacitated ? 5 : nil)
            }
            #expect(!instance.clients.isEmpty && !instance.sites.isEmpty)
            #expect(instance.demands.count == instance.clients.count)
            #expect(instance.demands.allSatisfy { $0 >= 0 && $0.isFinite })
            #expect(try instance.uncapacitated().serviceCosts.problems().isEmpty)
        } catch let error as DataError {
            #expect(!error.problems.isEmpty, "seed \(seed)")
        }
    }
}

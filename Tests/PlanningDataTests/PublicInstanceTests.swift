import FacilityLocation
import Foundation
import PlanningData
import Testing
import _TestSupport

/// Files of the public families, where they are at hand.
@Suite(.enabled(if: Instances.folder != nil, "MERIDIAN_INSTANCES names no folder"))
struct PublicInstanceTests {
    private func path(_ name: String) throws -> String { try #require(Instances.path(name)) }

    @Test(arguments: [("pmed1", 100, 5), ("pmed15", 300, 100), ("pmed39", 900, 10)])
    func pMedianGraphs(name: String, nodes: Int, p: Int) throws {
        let instance = try ORLibraryReader.pMedian(contentsOf: path("pmed/\(name).txt"))
        #expect(instance.name == name)
        #expect(instance.clients.count == nodes)
        #expect(instance.sites.last == "\(nodes)")
        #expect(instance.p == p)
        guard case .matrix(let costs, per: .unit) = instance.costs else {
            Issue.record("a graph gives a matrix")
            return
        }
        for i in 0..<nodes {
            #expect(costs[i * nodes + i] == 0)
            for j in 0..<i where costs[i * nodes + j] != costs[j * nodes + i] || !costs[i * nodes + j].isFinite {
                Issue.record("\(i), \(j): \(costs[i * nodes + j]) and \(costs[j * nodes + i])")
            }
        }
    }

    @Test func lastRepeatedEdgeWins() throws {
        // Recomputed by relaxing every edge until nothing changes, with the last copy of each.
        let file = try path("pmed/pmed1.txt")
        let numbers = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isWhitespace).compactMap
        {
            Int($0)
        }
        var lengths: [[Int]: Int] = [:]
        for k in stride(from: 3, to: numbers.count, by: 3) {
            lengths[[min(numbers[k], numbers[k + 1]), max(numbers[k], numbers[k + 1])]] = numbers[k + 2]
        }
        #expect(lengths.count < (numbers.count - 3) / 3, "the file has repeated edges")
        var best = [Int](repeating: 1 << 40, count: numbers[0] + 1)
        best[1] = 0
        for _ in 0..<numbers[0] {
            for (edge, length) in lengths {
                best[edge[1]] = min(best[edge[1]], best[edge[0]] + length)
                best[edge[0]] = min(best[edge[0]], best[edge[1]] + length)
            }
        }
        let instance = try ORLibraryReader.pMedian(contentsOf: file)
        for node in 1...numbers[0] { #expect(instance.cost(client: 0, site: node - 1) == Double(best[node])) }
    }

    @Test func warehouses() throws {
        let instance = try ORLibraryReader.capacitated(contentsOf: path("cap/cap41.txt"))
        #expect(instance.sites.count == 16)
        #expect(instance.clients.count == 50)
        #expect(instance.demands.reduce(0, +) == 58_268)
        #expect(instance.capacities?.allSatisfy { $0 == 5_000 } == true)
        let problem = try instance.capacitated()
        #expect(
            approximatelyEqual(
                problem.serviceCosts.costs[0] * problem.demands[0],
                (0..<16).map { instance.cost(client: 0, site: $0) }.min() ?? 0))
    }

    @Test func openCapacities() throws {
        let file = try path("cap/capa.txt.gz")
        let instance = try ORLibraryReader.capacitated(contentsOf: file, capacity: 8_000)
        #expect(instance.sites.count == 100)
        #expect(instance.clients.count == 1_000)
        #expect(instance.capacities?.first == 8_000)
        #expect(instance.openingCosts?.first == 2_141_200)
        let error = #expect(throws: DataError.self) { try ORLibraryReader.capacitated(contentsOf: file) }
        #expect(error?.problems.first?.line == 2)
        #expect(error?.problems.first?.field == "capacity")
    }

    @Test(arguments: [
        ("d2103", 2_103), ("fl3795", 3_795), ("kroA100", 100), ("lin318", 318), ("pcb442", 442), ("rl1304", 1_304),
        ("u1432", 1_432),
    ])
    func tsplib(name: String, nodes: Int) throws {
        let instance = try TSPLIBReader.read(contentsOf: path("tsplib/\(name).tsp.gz"))
        #expect(instance.clients.count == nodes)
        #expect(instance.clients.first == "1")
        #expect(instance.cost(client: 0, site: 1) == instance.cost(client: 0, site: 1).rounded())
        let real = try TSPLIBReader.read(contentsOf: path("tsplib/\(name).tsp.gz"), distance: .euclidean)
        let difference = real.cost(client: 0, site: 7) - instance.cost(client: 0, site: 7)
        #expect(difference >= 0 && difference < 1)
    }

    @Test func otherFamilies() throws {
        let sjc = try PointInstanceReader.capacitatedMedian(contentsOf: path("sjc/SJC1.dat"))
        #expect(sjc.clients.count == 100 && sjc.p == 10 && sjc.capacities?.first == 720 && sjc.demands.first == 50)
        let covering = try PointInstanceReader.covering(
            coordinates: path("mclp/SJC324.coords.txt"), demands: path("mclp/SJC324.demand.txt"))
        #expect(covering.clients.count == 324 && covering.demands.reduce(0, +) == 12_152)
        let chen = try PointInstanceReader.chen(contentsOf: path("mclp/chen_n100s1.dat"))
        #expect(chen.clients.count == 100 && chen.clients.first == "0" && chen.demands.first == 21)
        let cloud = try PointInstanceReader.cloud(contentsOf: path("birch/ds1x1.txt.gz"))
        #expect(cloud.clients.count == 10_000)
    }
}

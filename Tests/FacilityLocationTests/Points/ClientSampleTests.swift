import FacilityLocation
import LinearOptimization
import Testing
import _TestSupport

/// Problems with so many clients that a sample of them is solved first.
@Suite struct ClientSampleTests {
    /// 240 places, each of 1,000 clients that share its weight, are as one client each.
    @Test(arguments: [true, false])
    func manyClientsAtFewPlacesAreAsOneEach(isListed: Bool) throws {
        var random = SeededGenerator(seed: 17)
        func place() -> Position {
            Position(
                x: Double(Int.random(in: 0...900, using: &random)), y: Double(Int.random(in: 0...900, using: &random)))
        }
        let places = (0..<240).map { _ in place() }
        let weights = places.map { _ in Double(Int.random(in: 1...9, using: &random)) }
        let sites = (0..<40).map { _ in place() }
        let copies = 1000
        let few = PointProblem.median(PointCosts(clients: places, sites: sites), weights: weights, count: 6)
        let many = PointProblem.median(
            PointCosts(clients: (0..<copies).flatMap { _ in places }, sites: sites),
            weights: (0..<copies).flatMap { _ in weights.map { $0 / Double(copies) } }, count: 6)
        let expected = try #require(try few.listed().solve().objective)
        let options = LocationOptions(solve: SolveOptions(timeLimit: .seconds(120), relativeGap: 1e-3))
        let result = try isListed ? many.listed().solve(options) : many.solve(options)
        let objective = try #require(result.objective)
        #expect(result.objectiveBound <= expected * (1 + 1e-9))
        #expect(objective >= expected * (1 - 1e-9))
        #expect(objective <= expected * 1.002)
    }

    @Test func limitsHoldWhileTheSampleIsSolved() throws {
        var random = SeededGenerator(seed: 18)
        let clients = (0..<250_000).map { _ in
            Position(x: Double.random(in: 0...1e4, using: &random), y: Double.random(in: 0...1e4, using: &random))
        }
        let problem = PointProblem.median(PointCosts(clients: clients, sites: Array(clients.prefix(500))), count: 20)
        let result = try problem.solve(LocationOptions(solve: SolveOptions(timeLimit: .milliseconds(900))))
        let objective = try #require(result.objective)
        #expect(objective <= (try #require(result.greedyObjective)))
        #expect(result.objectiveBound <= objective)
    }
}

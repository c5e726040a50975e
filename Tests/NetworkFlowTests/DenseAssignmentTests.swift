import LinearOptimization
import NetworkFlow
import Testing
import _TestSupport

@Suite("Dense assignment")
struct DenseAssignmentTests {
    @Test("square and wide matrices agree with the transport, and prove it", arguments: 0..<4)
    func agreement(variant: Int) throws {
        for number in 0..<40 {
            var generator = SeededGenerator(seed: UInt64(variant * 100 + number))
            let rows = Int.random(in: 1...30, using: &generator)
            let columns = rows + (variant % 2 == 0 ? 0 : Int.random(in: 1...20, using: &generator))
            let range: ClosedRange<Int64> = variant < 2 ? 0...9 : -(1 << 45)...(1 << 45)
            let costs = (0..<rows).map { _ in (0..<columns).map { _ in Int64.random(in: range, using: &generator) } }
            let answer = try Assignment.minimumCost(rows: rows, columns: columns, costs: costs.flatMap { $0 })
            #expect(try Assignment.minimumCost(costs.map { $0.map(Optional.some) }).cost == answer.cost)
            let lanes = costs.enumerated().flatMap { row, line in
                line.enumerated().map {
                    TransportationProblem.Lane(supplier: $0.offset, receiver: row, cost: $0.element)
                }
            }
            let transport = try TransportationProblem(
                supplies: [Int64](repeating: 1, count: columns), demands: [Int64](repeating: 1, count: rows),
                lanes: lanes
            ).solve()
            #expect(answer.cost == transport.cost)
            #expect(Set(answer.columns).count == rows)
            #expect(answer.rowPrices.count == rows)
            var dual: Int128 = 0
            for row in 0..<rows {
                for column in 0..<columns {
                    #expect(answer.rowPrices[row] + answer.columnPrices[column] <= costs[row][column])
                }
                dual += Int128(answer.rowPrices[row])
            }
            for column in 0..<columns {
                #expect(rows == columns || answer.columnPrices[column] <= 0)
                dual += Int128(answer.columnPrices[column])
            }
            #expect(dual == answer.cost)
        }
    }

    @Test("more rows than columns, one row, no row, equal costs, costs too far apart")
    func edges() throws {
        let crowded = try Assignment.minimumCost(rows: 2, columns: 1, costs: [1, 2])
        #expect(crowded.termination.reason == .infeasible)
        #expect(crowded.blockedRows == [0, 1])
        #expect(try Assignment.minimumCost(rows: 1, columns: 3, costs: [4, 3, 5]).columns == [1])
        #expect(try Assignment.minimumCost(rows: 0, columns: 0, costs: []).cost == 0)
        let equal = [Int64](repeating: 3, count: 1_600)
        #expect(try Assignment.minimumCost(rows: 40, columns: 40, costs: equal).cost == 120)
        #expect(throws: InvalidNetwork.self) {
            try Assignment.minimumCost(rows: 1, columns: 2, costs: [Int64.min, Int64.max])
        }
        #expect(throws: InvalidNetwork.self) { try Assignment.minimumCost(rows: 2, columns: 2, costs: [1, 2, 3]) }
    }

    @Test("a cancelled solve holds nothing")
    func cancelled() throws {
        let flag = CancellationFlag()
        flag.cancel()
        var generator = SeededGenerator(seed: 1)
        let costs = (0..<3_600).map { _ in Int64.random(in: 0...99, using: &generator) }
        let answer = try Assignment.minimumCost(
            rows: 60, columns: 60, costs: costs, options: SolveOptions(cancellation: flag))
        #expect(answer.termination.reason == .noSolutionFound)
        #expect(answer.columns.isEmpty)
    }
}

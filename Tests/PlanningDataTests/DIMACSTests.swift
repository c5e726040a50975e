import NetworkFlow
import PlanningData
import Testing

@Suite("DIMACS flow networks")
struct DIMACSTests {
    private func read(_ text: String) throws(DataError) -> FlowNetwork {
        try DIMACSFile.read(Array(text.utf8), file: "f.min")
    }

    @Test("a file is read, solved, written and read again")
    func roundTrip() throws {
        let text = """
            c a comment
            p min 4 5
            n 1 4
            n 4 -4

            a 1 2 0 4 2
            a 1 3 0 2 2
            a 2 3 0 2 1
            a 2 4 0 3 3
            a 3 4 1 5 1
            """
        let network = try read(text)
        #expect(network.nodeCount == 4)
        #expect(network.arcCount == 5)
        #expect(network.lowerBound(ofArc: 4) == 1)
        #expect(try network.minimumCostFlow().cost == 14)
        let again = try read(DIMACSFile.text(of: network))
        #expect(again == network)
        #expect(try read(text.replacing("\n", with: "\r\n")) == network)
        var open = FlowNetwork(nodeCount: 2)
        open.setSupply(7, at: 0)
        open.setSupply(-7, at: 1)
        open.addArc(from: 0, to: 1, cost: 3)
        #expect(try read(DIMACSFile.text(of: open)).minimumCostFlow().cost == 21)
    }

    @Test("every problem is told with its line")
    func malformed() throws {
        let error = #expect(throws: DataError.self) {
            try read(
                """
                n 1 4
                p min 2 9
                n 3 1
                n 1 x
                a 1 2 0 5
                a 1 2 4 3 1
                a 0 2 0 3 1
                q 1
                p min 2 1
                """)
        }
        #expect(error?.problems.map(\.line) == [1, 3, 4, 5, 6, 7, 8, 9])
        #expect(throws: DataError.self) { try read("") }
        #expect(throws: DataError.self) { try read("p max 2 1\n") }
        #expect(throws: DataError.self) { try read("p min 99999999999 1\n") }
        let cut = #expect(throws: DataError.self) { try read("p min 2 2\na 1 2 0 1 1\n") }
        #expect(cut?.problems.first?.message == "1 arcs where the p line announces 2")
        #expect(
            try #require(throws: DataError.self) { try read("p min 2 1\na 1 2 0 1 99999999999999999999\n") }
                .problems.first?.field == "cost")
    }
}

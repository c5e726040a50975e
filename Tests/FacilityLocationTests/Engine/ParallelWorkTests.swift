import FacilityLocation
import Testing

/// Pieces of work on several threads.
@Suite struct ParallelWorkTests {
    @Test(arguments: [1, 2, 7])
    func everyPieceRunsOnceAndKeepsItsPlace(threads: Int) {
        for count in [0, 1, 2, 500] {
            let squares = ParallelWork.map(count, threads: threads) { $0 * $0 }
            #expect(squares == (0..<count).map { $0 * $0 })
        }
    }

    @Test func missingResultsKeepTheirPlaceToo() {
        let found = ParallelWork.map(9, threads: 3) { $0 % 2 == 0 ? $0 : nil }
        #expect(found == [0, nil, 2, nil, 4, nil, 6, nil, 8])
    }
}

import PlanningData
import Testing
import _TestSupport

@Suite struct CSVTableTests {
    private func table(_ text: String) -> (table: CSVTable?, problems: [DataProblem]) {
        var log = ProblemLog()
        let table = CSVTable(file: "t.csv", bytes: Array(text.utf8), log: &log)
        return (table, log.error?.problems ?? [])
    }

    private func texts(_ table: CSVTable?) -> [[String]] {
        guard let table else { return [] }
        return (0..<table.rowCount).map { row in
            table.header.map { table.row(row).optionalText(table.optional($0)) ?? "" }
        }
    }

    @Test func quotesOfEveryKind() {
        let (table, problems) = table("a,b,c\n\"x, y\",\"say \"\"hi\"\"\",\"two\nlines\"\n1,,\n")
        #expect(problems.isEmpty)
        #expect(texts(table) == [["x, y", "say \"hi\"", "two\nlines"], ["1", "", ""]])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesAreCountedThroughQuotes(end: String) {
        let text = ["a,b", "\"1", "2\",x", "", "3,4"].joined(separator: end)
        let (table, problems) = table(text)
        #expect(problems.isEmpty)
        #expect(table?.row(0).line == 2)
        #expect(table?.line(row: 0, column: 1) == 3)
        #expect(table?.row(1).line == 5)
    }

    @Test func theLastLineNeedsNoEnd() {
        #expect(texts(table("a,b\n1,2").table) == [["1", "2"]])
        #expect(texts(table("a,b\n1,").table) == [["1", ""]])
        #expect(texts(table("a\n\"1\"").table) == [["1"]])
    }

    @Test func aMarkAndBlanksAreSkipped() {
        let (table, problems) = table("\u{FEFF} a , b\n 1 ,\t2 \n")
        #expect(problems.isEmpty)
        #expect(table?.header == ["a", "b"])
        #expect(texts(table) == [["1", "2"]])
    }

    @Test(arguments: ["", "\n\n", "\u{FEFF}"])
    func emptyFiles(text: String) {
        let (table, problems) = table(text)
        #expect(table == nil)
        #expect(problems.map(\.message) == ["is empty"])
    }

    @Test func roundTrips() {
        // Random fields, quoted as the standard asks, come back as they were.
        var generator = SeededGenerator(seed: 3)
        let letters: [String] = ["a", ",", "\"", "\n", "\r\n", "é", "中", "x", "1"]
        for _ in 0..<300 {
            let columns = Int.random(in: 1...4, using: &generator)
            let rows = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<columns).map { _ in
                    // A letter at either end: blanks at the ends of a field do not count.
                    "q"
                        + (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            letters[Int.random(in: 0..<letters.count, using: &generator)]
                        }.joined() + "q"
                }
            }
            let header = (0..<columns).map { "c\($0)" }
            let text = ([header] + rows).map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }.joined(separator: "\n")
            let (table, problems) = table(text)
            #expect(problems.isEmpty)
            #expect(texts(table) == rows)
        }
    }

    @Test(arguments: 0..<200)
    func mutatedTablesNeverCrash(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let bytes = Mutation.mutate(Array("a,b,c\n1,\"x\ny\",3\n4,5,\"6\"\"\"\n".utf8), using: &generator)
        var log = ProblemLog()
        guard let table = CSVTable(file: "t.csv", bytes: bytes, log: &log) else {
            #expect(!log.isEmpty)
            return
        }
        for row in 0..<table.rowCount {
            for name in table.header {
                _ = table.row(row).double(table.require(name, log: &log), in: 0...10, log: &log)
                _ = table.row(row).flag(table.require(name, log: &log), log: &log)
            }
        }
    }
}

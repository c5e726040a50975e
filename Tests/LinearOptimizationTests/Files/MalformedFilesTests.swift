import LinearOptimization
import Testing

/// A file that must be refused, and what the refusal must say.
private struct Malformed: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    /// Line the problem must name; 0 for the file as a whole.
    var line: Int
    /// Words of the problem: its field, message or fix.
    var words: [String]

    init(_ name: String, line: Int, _ words: String..., text: String) {
        testDescription = name
        self.text = text
        self.line = line
        self.words = words
    }
}

/// A good MPS file with one line replaced by others (counted from 1), or kept when `line` is 0.
private func mps(replacing line: Int, with text: String) -> String {
    var lines = goodMPS.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1] = text
    return lines.joined(separator: "\n")
}

private let goodMPS = """
    NAME good
    ROWS
     N cost
     L budget
     G need
     E link
    COLUMNS
     x cost 3 budget 1
     x need 2
     M1 'MARKER' 'INTORG'
     n cost -1 budget 4
     n link 1
     M2 'MARKER' 'INTEND'
     y link -1 cost 0.5
    RHS
     RHS budget 10 need 1
     RHS cost -7
    RANGES
     RNG budget 4
    BOUNDS
     UP BND x 8
     LO BND n -2
     UP BND n 9
     FR BND y
    ENDATA
    """

private let malformedMPS: [Malformed] = [
    Malformed("empty", line: 1, "without ENDATA", "complete", text: ""),
    Malformed("blank lines only", line: 3, "without ENDATA", text: "\n \n\t\n"),
    Malformed("prose", line: 1, "no section", "ROWS", text: "Dear colleague,\nplease find attached"),
    Malformed("cut after ROWS", line: 6, "without ENDATA", "ROWS", text: String(goodMPS.prefix(49))),
    Malformed("ENDATA only", line: 1, "ROWS is missing", text: "ENDATA"),
    Malformed("COLUMNS before ROWS", line: 2, "ROWS is missing", text: "NAME\nCOLUMNS\nROWS\n N o\nENDATA"),
    Malformed("no objective", line: 0, "no objective", "N obj", text: "NAME\nROWS\n L c\nCOLUMNS\n x c 1\nENDATA"),
    Malformed(
        "unknown row type", line: 4, "\"Q\" is no type of row", "budget", text: mps(replacing: 4, with: " Q budget")),
    Malformed("row without a type", line: 4, "1 words", text: mps(replacing: 4, with: " budget")),
    Malformed("row name with a blank", line: 4, "3 words", "blanks", text: mps(replacing: 4, with: " L the budget")),
    Malformed("row twice", line: 5, "defined twice", "budget", text: mps(replacing: 5, with: " G budget")),
    Malformed(
        "entry in an unknown row", line: 8, "no row has this name", "bugdet",
        text: mps(replacing: 8, with: " x bugdet 1")),
    Malformed("entry without a number", line: 9, "2 words", text: mps(replacing: 9, with: " x need")),
    Malformed(
        "entry with a word", line: 9, "\"two\" is not a number", "need", text: mps(replacing: 9, with: " x need two")),
    Malformed("decimal comma", line: 9, "\"2,5\"", "point", text: mps(replacing: 9, with: " x need 2,5")),
    Malformed("NaN coefficient", line: 9, "\"nan\" is not a number", text: mps(replacing: 9, with: " x need nan")),
    Malformed("infinite coefficient", line: 9, "infinite", "1e20", text: mps(replacing: 9, with: " x need Infinity")),
    Malformed("coefficient 1e300", line: 9, "infinite", "1e300", text: mps(replacing: 9, with: " x need 1e300")),
    Malformed("coefficient 1e999", line: 9, "infinite", text: mps(replacing: 9, with: " x need 1e999")),
    Malformed("hexadecimal", line: 9, "not a number", text: mps(replacing: 9, with: " x need 0x1p3")),
    Malformed(
        "entry twice on a line", line: 8, "twice", "budget", text: mps(replacing: 8, with: " x budget 1 budget 1")),
    Malformed("entry twice", line: 9, "twice", "budget", text: mps(replacing: 9, with: " x budget 2")),
    Malformed("cost twice", line: 9, "twice", "cost", text: mps(replacing: 9, with: " x cost 2")),
    Malformed("column continued later", line: 14, "continues", "x", text: mps(replacing: 14, with: " x link -1")),
    Malformed("marker without a word", line: 10, "INTORG", text: mps(replacing: 10, with: " M1 'MARKER'")),
    Malformed("unknown marker", line: 10, "INTORG", text: mps(replacing: 10, with: " M1 'MARKER' 'SOSORG'")),
    Malformed(
        "right-hand side of an unknown row", line: 16, "no row", "x", text: mps(replacing: 16, with: " RHS x 10")),
    Malformed("right-hand side twice", line: 16, "twice", text: mps(replacing: 16, with: " RHS budget 10 budget 9")),
    Malformed("NaN right-hand side", line: 16, "not a number", text: mps(replacing: 16, with: " RHS budget NaN")),
    Malformed("second set", line: 17, "second set", "RHS2", text: mps(replacing: 17, with: " RHS2 cost -7")),
    Malformed("infinite objective constant", line: 17, "infinite", text: mps(replacing: 17, with: " RHS cost -inf")),
    Malformed("range of the objective", line: 19, "no range", "cost", text: mps(replacing: 19, with: " RNG cost 4")),
    Malformed("infinite range", line: 19, "infinite", text: mps(replacing: 19, with: " RNG budget inf")),
    Malformed(
        "range twice", line: 19, "range is given twice", text: mps(replacing: 19, with: " RNG budget 4 budget 5")),
    Malformed(
        "unknown bound type", line: 21, "\"UB\" is no type of bound", text: mps(replacing: 21, with: " UB BND x 8")),
    Malformed("semi-continuous", line: 21, "semi-continuous", "binary", text: mps(replacing: 21, with: " SC BND x 8")),
    Malformed("bound of an unknown column", line: 21, "no column", "z", text: mps(replacing: 21, with: " UP BND z 8")),
    Malformed("bound without a number", line: 21, "1 words", text: mps(replacing: 21, with: " UP x")),
    Malformed("NaN bound", line: 21, "not a number", "x", text: mps(replacing: 21, with: " UP BND x nan")),
    Malformed("crossed bounds", line: 23, "crossed", "\"n\"", text: mps(replacing: 23, with: " UP BND n -9")),
    Malformed(
        "lower bound +infinity", line: 21, "lower bound is +infinity", text: mps(replacing: 21, with: " LO BND x inf")),
    Malformed(
        "upper bound twice", line: 22, "upper bound is given twice", text: mps(replacing: 22, with: " UP BND x 7")),
    Malformed("equal to infinity", line: 6, "+infinity", "link", text: mps(replacing: 17, with: " RHS link 1e30")),
    Malformed("section twice", line: 18, "twice", "RHS", text: mps(replacing: 18, with: "RHS")),
    Malformed(
        "data at the beginning of a line", line: 8, "no section", "blank", text: mps(replacing: 8, with: "x cost 3")),
    Malformed("words behind a section", line: 15, "words follow", text: mps(replacing: 15, with: "RHS RHS budget 10")),
    Malformed("data before any section", line: 1, "belongs to no section", text: " N cost\n" + goodMPS),
    Malformed("special ordered sets", line: 18, "SOS1", "no place", text: mps(replacing: 18, with: "SOS1\n S1 s x:1")),
    Malformed(
        "quadratic objective", line: 18, "QUADOBJ", "no place", text: mps(replacing: 18, with: "QUADOBJ\n x x 1")),
    Malformed("direction unknown", line: 2, "OBJSENSE", "MAX or MIN", text: "OBJSENSE\n UP\n" + goodMPS),
    Malformed("NUL byte", line: 3, "NUL", "UTF-8", text: mps(replacing: 3, with: " N c\0st")),
]

private let goodLP = """
    \\ good
    Minimize
     cost: 3 x - n + 0.5 y + 7
    Subject To
     budget: 6 <= x + 4 n <= 10
     need: 2 x >= 1
     link: n - y = 0
    Bounds
     x <= 8
     -2 <= n <= 9
     y free
    General
     n
    End
    """

private func lp(replacing line: Int, with text: String) -> String {
    var lines = goodLP.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1] = text
    return lines.joined(separator: "\n")
}

private let malformedLP: [Malformed] = [
    Malformed("empty", line: 0, "no objective", "Minimize", text: ""),
    Malformed("comment only", line: 0, "no section of constraints", text: "\\ nothing here"),
    Malformed("prose", line: 1, "does not begin with its objective", text: "Dear colleague, please find"),
    Malformed("cut off", line: 11, "without End", text: String(goodLP.prefix(150))),
    Malformed("cut in a sum", line: 5, "ends", text: "Minimize\n x\nSubject To\n a: x >= 1\n b: x +"),
    Malformed("cut before a side", line: 4, "ends before", text: "Minimize\n x\nSubject To\n a: x >="),
    Malformed("no constraints", line: 0, "no section of constraints", text: "Minimize\n x\nEnd"),
    Malformed(
        "second objective", line: 4, "second objective", text: lp(replacing: 4, with: "Maximize\n x\nSubject To")),
    Malformed("quadratic objective", line: 3, "quadratic", text: lp(replacing: 3, with: " cost: 3 x + [ x ^2 ] / 2")),
    Malformed("product sign", line: 3, "quadratic", text: lp(replacing: 3, with: " cost: 3 * x")),
    Malformed(
        "missing sign", line: 6, "sign is missing before", "y", text: lp(replacing: 6, with: " need: 2 x y >= 1")),
    Malformed("no relation", line: 7, "<=, >= or = is missing", text: lp(replacing: 6, with: " need: 2 x")),
    Malformed("no side", line: 7, "must be a number", text: lp(replacing: 6, with: " need: 2 x >=")),
    Malformed("variable on the right", line: 6, "left-hand side", "y", text: lp(replacing: 6, with: " need: 2 x >= y")),
    Malformed(
        "number and variable on the right", line: 6, "cannot follow", text: lp(replacing: 6, with: " need: x >= 3 y")),
    Malformed("decimal comma", line: 6, "decimal point", text: lp(replacing: 6, with: " need: 2 x >= 1,5")),
    Malformed("nothing before the sign", line: 6, "nothing stands before", text: lp(replacing: 6, with: " need: >= 1")),
    Malformed("strange sign", line: 6, "\">>\" is not understood", text: lp(replacing: 6, with: " need: 2 x >> 1")),
    Malformed(
        "opposite signs", line: 5, "same sign twice", "budget",
        text: lp(replacing: 5, with: " budget: 6 <= x + 4 n >= 1")),
    Malformed(
        "constraint twice", line: 6, "defined twice", "budget", text: lp(replacing: 6, with: " budget: 2 x >= 1")),
    Malformed("coefficient 1e300", line: 6, "infinite", text: lp(replacing: 6, with: " need: 1e300 x >= 1")),
    Malformed("coefficient 1e999", line: 3, "infinite", text: lp(replacing: 3, with: " cost: 1e999 x")),
    Malformed("infinite constant", line: 0, "objective", "infinite", text: lp(replacing: 3, with: " cost: x - inf")),
    Malformed("equal to infinity", line: 6, "+infinity", text: lp(replacing: 6, with: " need: 2 x = inf")),
    Malformed("two points", line: 6, "cannot follow", text: lp(replacing: 6, with: " need: 2 x >= 1.2.3")),
    Malformed("a point alone", line: 6, "\".\" is not a number", text: lp(replacing: 6, with: " need: . x >= 1")),
    Malformed(
        "crossed row", line: 5, "crossed", "budget", text: lp(replacing: 5, with: " budget: 16 <= x + 4 n <= 10")),
    Malformed("bound of an unknown variable", line: 9, "no variable", "z", text: lp(replacing: 9, with: " z <= 8")),
    Malformed("bound without a number", line: 10, "cannot follow", text: lp(replacing: 9, with: " x <=")),
    Malformed("bound with a word", line: 9, "must be a number", text: lp(replacing: 9, with: " x <= eight")),
    Malformed("no bound at all", line: 10, "no bound", text: lp(replacing: 9, with: " x")),
    Malformed("NaN bound", line: 9, "must be a number", "nan", text: lp(replacing: 9, with: " x <= nan")),
    Malformed("crossed bounds", line: 10, "crossed", "\"n\"", text: lp(replacing: 10, with: " 9 <= n <= -2")),
    Malformed("negative upper bound alone", line: 9, "crossed", "\"x\"", text: lp(replacing: 9, with: " x <= -8")),
    Malformed("bound twice", line: 10, "upper bound is given twice", text: lp(replacing: 10, with: " x <= 9")),
    Malformed("lower bound +infinity", line: 9, "+infinity", "\"x\"", text: lp(replacing: 9, with: " x >= inf")),
    Malformed("opposite signs in a bound", line: 10, "same sign", text: lp(replacing: 10, with: " 2 <= n >= 1")),
    Malformed("unknown integer", line: 13, "no variable", "m", text: lp(replacing: 13, with: " m")),
    Malformed("number among integers", line: 13, "something else", text: lp(replacing: 13, with: " n 3")),
    Malformed("binary with bounds", line: 10, "binary", "\"n\"", text: lp(replacing: 12, with: "Binary")),
    Malformed("semi-continuous", line: 12, "no place", text: lp(replacing: 12, with: "Semi-continuous")),
    Malformed("special ordered sets", line: 12, "no place", text: lp(replacing: 12, with: "SOS")),
    Malformed("words after End", line: 14, "follow the end", text: lp(replacing: 14, with: "End of file")),
    Malformed("NUL byte", line: 6, "NUL", text: lp(replacing: 6, with: " need: 2 x >= \0 1")),
]

@Suite("Malformed model files")
struct MalformedFilesTests {
    @Test func theFilesTheseTestsSpoilAreGood() throws {
        let first = try MPSReader().model(from: goodMPS)
        let second = try LPReader().model(from: goodLP)
        #expect(ModelContent(first) == ModelContent(second))
        #expect(first.objectiveConstant == 7)
        #expect(malformedMPS.count + malformedLP.count >= 60)
    }

    @Test(arguments: malformedMPS)
    private func badMPSFilesAreRefusedWithPlaceAndFix(malformed: Malformed) {
        let error = #expect(throws: ModelFileError.self) {
            try MPSReader().model(from: malformed.text, file: "plan.mps")
        }
        expect(error, malformed, "plan.mps")
    }

    @Test(arguments: malformedLP)
    private func badLPFilesAreRefusedWithPlaceAndFix(malformed: Malformed) {
        let error = #expect(throws: ModelFileError.self) {
            try LPReader().model(from: malformed.text, file: "plan.lp")
        }
        expect(error, malformed, "plan.lp")
    }

    private func expect(_ error: ModelFileError?, _ malformed: Malformed, _ file: String) {
        guard let error else { return }
        let isNamed = error.problems.contains { problem in
            problem.file == file && !problem.fix.isEmpty && problem.line == (malformed.line == 0 ? nil : malformed.line)
                && malformed.words.allSatisfy(problem.description.contains)
        }
        #expect(isNamed, "\(error)")
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x4E, 0x00], [0xFE, 0xFF, 0x00, 0x4E], [0x1F, 0x8B, 8, 0], [0x42, 0x5A, 0x68, 0x39],
            [0x50, 0x4B, 3, 4],
        ] as [[UInt8]])
    func otherKindsOfFileAreNamed(bytes: [UInt8]) {
        for error in [
            #expect(throws: ModelFileError.self) { try MPSReader().model(from: bytes) },
            #expect(throws: ModelFileError.self) { try LPReader().model(from: bytes) },
        ] {
            #expect(error?.problems.count == 1)
            #expect(error?.description.contains("UTF-16") == true || error?.description.contains("unpack") == true)
        }
    }

    @Test func latin1IsNamedByLine() {
        var bytes = Array(mps(replacing: 4, with: " L caf?").utf8)
        if let position = bytes.firstIndex(of: UInt8(ascii: "?")) { bytes[position] = 0xE9 }
        let error = #expect(throws: ModelFileError.self) { try MPSReader().model(from: bytes) }
        #expect(error?.problems.first?.line == 4)
        #expect(error?.problems.first?.message.contains("UTF-8") == true)
    }

    @Test func allProblemsAreCollected() {
        let text = """
            NAME
            ROWS
             N cost
             Q a
             L b
            COLUMNS
             x b one
             x c 1
            BOUNDS
             UP BND y 1
             UP BND x 1,5
            """
        let error = #expect(throws: ModelFileError.self) { try MPSReader().model(from: text, file: "f.mps") }
        #expect(error?.problems.map(\.line) == [4, 7, 8, 10, 11, 11])
        let lp = "Minimize\n x +\nSubject To\n a: x y >= 1\n b: x >= z\n c: 2 x <= 4 y\nBounds\n q <= 3\n"
        let second = #expect(throws: ModelFileError.self) { try LPReader().model(from: lp, file: "f.lp") }
        #expect(second?.problems.map(\.line) == [3, 4, 5, 6, 8, 8])
    }

    @Test func manyProblemsAreCountedAndNotAllKept() {
        let text = "NAME\nROWS\n N o\nCOLUMNS\n" + String(repeating: " x r 1\n", count: 5000) + "ENDATA\n"
        let error = #expect(throws: ModelFileError.self) { try MPSReader().model(from: text) }
        #expect(error?.problems.count == 1000)
        #expect(error?.omittedCount == 4000)
        #expect(error?.description.contains("… and 4980 more") == true)
    }
}

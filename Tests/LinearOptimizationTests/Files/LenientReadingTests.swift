import LinearOptimization
import Testing

private let boundCases: [(bound: String, lower: Double, upper: Double)] = [
    ("UP BND x -3", -Double.infinity, -3.0), ("MI BND x\n UP BND x 4", -.infinity, 4),
    ("FR BND x", -.infinity, .infinity),
    ("FR x", -.infinity, .infinity), ("FX BND x 2.5", 2.5, 2.5), ("LO BND x -4\n UP BND x -3", -4, -3),
    ("UP BND x 1e30", 0, .infinity), ("LO BND x -1e20", -.infinity, .infinity), ("PL BND x", 0, .infinity),
    ("UP BND x +Inf", 0, .infinity), ("LO BND x -infinity", -.infinity, .infinity), ("BV BND x", 0, 1),
    ("LI BND x 2\n UI BND x 7", 2, 7), ("FR BND x 0", -.infinity, .infinity), ("UP BND x 0", 0, 0),
]

private let rangeCases: [(type: String, side: Double, range: Double, lower: Double, upper: Double)] = [
    ("E", 5.0, 2.0, 5.0, 7.0), ("E", 5, -2, 3, 5), ("E", 5, 0, 5, 5), ("L", 5, 2, 3, 5), ("L", 5, -2, 3, 5),
    ("G", 5, 2, 5, 7), ("G", 5, -2, 5, 7),
]

/// What the readers take although our writers never write it.
@Suite("Files of other programs")
struct LenientReadingTests {
    private let plain = """
        NAME plan
        ROWS
         N cost
         L a
         G b
        COLUMNS
         x cost 1 a 2
         x b 1
        RHS
         RHS a 4 b -1
        BOUNDS
         UP BND x 9
        ENDATA
        """

    @Test(arguments: ["\r\n", "\r", "\n"])
    func lineEndsTabsAndByteOrderMarksDoNotMatter(lineEnd: String) throws {
        let expected = try ModelContent(MPSReader().model(from: plain))
        let other = plain.replacing("\n ", with: "\n\t ").replacing(" a ", with: " \t a\t").replacing(
            "\n", with: lineEnd)
        #expect(try ModelContent(MPSReader().model(from: [0xEF, 0xBB, 0xBF] + Array(other.utf8))) == expected)
        let lp = "Minimize\n cost: x\nSubject To\n a: 2 x <= 4\n b: x >= -1\nBounds\n x <= 9\nEnd\n"
        let tabbed = lp.replacing(" ", with: " \t").replacing("\n", with: lineEnd)
        #expect(try ModelContent(LPReader().model(from: [0xEF, 0xBB, 0xBF] + Array(tabbed.utf8))) == expected)
    }

    @Test func fixedColumnsAndFortranExponentsAreRead() throws {
        let text = """
            NAME          PLAN
            ROWS
             N  COST
             L  A
            COLUMNS
                X         COST              1.5   A                 2.D0
                MARKER                 'MARKER'                 'INTORG'
                Y         A              1.0E+00
                MARKER                 'MARKER'                 'INTEND'
            RHS
                RHS       A                   4.
            BOUNDS
             UP BND       X                   9.
            ENDATA
            """
        let model = try MPSReader().model(from: text)
        #expect(model.description(of: model.constraints[0]) == "A: 2 X + Y <= 4")
        #expect(model.kind(of: model.variables[1]) == .integer)
        #expect(model.bounds(of: model.variables[1]) == (0, 1), "integers between markers without bounds")
    }

    @Test func setNamesMayBeMissing() throws {
        let text = plain.replacing(" RHS a 4 b -1", with: " a 4 b -1").replacing(" UP BND x 9", with: " UP x 9")
        #expect(try ModelContent(MPSReader().model(from: text)) == ModelContent(MPSReader().model(from: plain)))
    }

    @Test(arguments: boundCases)
    func everyTypeOfBoundIsRead(bound: String, lower: Double, upper: Double) throws {
        let model = try MPSReader().model(from: plain.replacing(" UP BND x 9", with: " " + bound))
        #expect(model.bounds(of: model.variables[0]) == (lower, upper))
        let isInteger = bound.hasPrefix("BV") || bound.hasPrefix("LI")
        #expect((model.kind(of: model.variables[0]) != .continuous) == isInteger)
    }

    @Test(arguments: rangeCases)
    func rangesFollowTheTypeOfRow(type: String, side: Double, range: Double, lower: Double, upper: Double) throws {
        let text =
            "NAME\nROWS\n N o\n \(type) a\nCOLUMNS\n x a 1\nRHS\n RHS a \(side)\nRANGES\n RNG a \(range)\nENDATA\n"
        let model = try MPSReader().model(from: text)
        #expect(model.bounds(of: model.constraints[0]) == (lower, upper))
    }

    @Test func directionsAndConstantsAreUnderstood() throws {
        for head in ["OBJSENSE\n    MAX\n", "OBJSENSE MAXIMIZE\n", "objsense\n maximise\n"] {
            let model = try MPSReader().model(from: head + plain.replacing("RHS a 4", with: "RHS cost -2.5\n RHS a 4"))
            #expect(model.sense == .maximize)
            #expect(model.objectiveConstant == 2.5)
            #expect(model.cost(of: model.variables[0]) == 1)
        }
        let negated = try MPSReader().model(from: "*<meta origsense='MAX'>\n" + plain)
        #expect(negated.sense == .maximize)
        #expect(negated.cost(of: negated.variables[0]) == -1)
    }

    @Test func laterFreeRowsAreConstraintsWithoutBounds() throws {
        let model = try MPSReader().model(from: plain.replacing(" L a", with: " N a"))
        #expect(model.bounds(of: model.constraints[0]) == (-.infinity, .infinity))
    }

    @Test func sectionsOfLPFilesHaveManyNames() throws {
        let text = """
            \\ a comment \\ and more
            MAX 3x + 2 y - z + 4 - 1 \\ objective without a name
            such that
            x + y =< 10
            x - y >= -2
            c3: - 3 <= x + - z <= 5
            c4: 2 x + y + 3 z
               - w >= 1e1
            5 >= y
            bound
            x>=1
            -infinity<=y<=+inf
            z = 2
            w < 7
            gen
            x y
            integers
            z
            bin
            end
            """
        let model = try LPReader().model(from: text)
        #expect(
            model.description == """
                maximize
                  3 x + 2 y - z + 3
                subject to
                  c1: x + y <= 10
                  c2: x - y >= -2
                  c3: -3 <= x - z <= 5
                  c4: 2 x + y + 3 z - w >= 10
                  c5: y <= 5
                where
                  x >= 1 integer
                  y free integer
                  z == 2 integer
                  0 <= w <= 7
                """
        )
    }

    @Test func bracketsInNamesAndSectionWordsAsConstraintNamesAreRead() throws {
        let text =
            "Minimize\n obj:\nSubject To\n bounds: x[1,2] + free <= 3\n end: x[1,2] >= 0\nBounds\n free free\nBinary\n x[1,2]\nEnd"
        let model = try LPReader().model(from: text)
        #expect(model.constraint(named: "bounds") != nil)
        #expect(model.variable(named: "x[1,2]").map { model.kind(of: $0) } == .binary)
        #expect(model.variable(named: "free").map { model.bounds(of: $0).lower } == -.infinity)
    }

    @Test func rangesAndConstantsOfGLPKAreFoldedBack() throws {
        let text = """
            Minimize
             obj: + 3 x + 2 ~r_0
            Subject To
             c1: + x + 2 y - ~r_1 = 6
             c2: + y - ~r_2 >= 1
            Bounds
             0 <= ~r_1 <= 4
             ~r_0 = 1
            End
            """
        let model = try LPReader().model(from: text)
        #expect(model.objectiveConstant == 2)
        #expect(model.bounds(of: model.constraints[0]) == (6, 10))
        #expect(
            model.variables.map { model.name(of: $0) } == ["x", "y", "~r_2"], "what is no equation keeps its variable")
    }
}

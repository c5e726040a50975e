import Foundation
import LinearOptimization
import Testing
import _TestSupport

@Suite("Model files, written and read back")
struct RoundTripTests {
    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func anMPSFileReadsBackAsTheSameModel(seed: UInt64) throws {
        let model = RandomModels.anyShape(seed: seed)
        let text = try MPSWriter().text(for: model)
        let back = try MPSReader().model(from: text)
        let differences = ModelContent(back).differences(from: ModelContent(model, format: .mps), rounding: 1)
        #expect(differences.isEmpty, "seed \(seed)\n\(text)")
        #expect(back.variableCount == model.variableCount)
        let names = ModelFileNames(for: model, format: .mps)
        #expect(back.variables.map { back.name(of: $0) } == names.variables, "MPS files keep the order of variables")
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func anLPFileReadsBackAsTheSameModel(seed: UInt64) throws {
        let model = RandomModels.anyShape(seed: seed)
        let text = try LPWriter().text(for: model)
        let back = try LPReader().model(from: text)
        #expect(ModelContent(back).differences(from: ModelContent(model, format: .lp)).isEmpty, "seed \(seed)\n\(text)")
    }

    @Test func writingIsStable() throws {
        let model = RandomModels.anyShape(seed: 7)
        #expect(try MPSWriter().text(for: model) == MPSWriter().text(for: model))
        let text = try MPSWriter().text(for: MPSReader().model(from: MPSWriter().text(for: model)))
        #expect(try MPSWriter().text(for: MPSReader().model(from: text)) == text)
    }

    @Test func anMPSFileLooksAsExpected() throws {
        var model = Model("small plan")
        let x = model.addVariable("x", in: -4 ... -1)
        let n = model.addInteger("n")
        let b = model.addBinary("open[1]")
        let y = model.addVariable("two words", atLeast: -.infinity, atMost: 3)
        let z = model.addVariable(atLeast: -.infinity)
        model.add(x + 2 * n - b <= 4, "budget")
        model.add(x + y, in: 2...8)
        model.add(0.1 * z + n == 1e-7)
        model.add(LinearExpression(z), atLeast: -.infinity, atMost: .infinity, "watched")
        model.maximize(3 * x - 0.5 * y + 10)
        #expect(
            try MPSWriter().text(for: model) == """
                * The model maximizes; its objective is negated here.
                *<meta origsense='MAX'>
                * The cost of ~r_0, fixed at 1, is the objective's constant.
                * x4 stands for "two words"
                NAME small_plan
                ROWS
                 N obj
                 L budget
                 G c2
                 E c3
                 N watched
                COLUMNS
                 x obj -3
                 x budget 1
                 x c2 1
                 M1 'MARKER' 'INTORG'
                 n budget 2
                 n c3 1
                 open[1] budget -1
                 M2 'MARKER' 'INTEND'
                 x4 obj 0.5
                 x4 c2 1
                 x5 c3 0.1
                 x5 watched 1
                 ~r_0 obj -10
                RHS
                 RHS budget 4
                 RHS c2 2
                 RHS c3 1e-07
                RANGES
                 RNG c2 6
                BOUNDS
                 LO BND x -4
                 UP BND x -1
                 LO BND n 0
                 PL BND n
                 BV BND open[1]
                 MI BND x4
                 UP BND x4 3
                 FR BND x5
                 FX BND ~r_0 1
                ENDATA

                """
        )
        #expect(
            try LPWriter().text(for: model) == """
                \\ small plan
                \\ open(1) stands for "open[1]"
                \\ two_words stands for "two words"
                Maximize
                 obj: + 3 x - 0.5 two_words + 10 ~r_0
                Subject To
                 budget: + x + 2 n - open(1) <= 4
                 c2: + x + two_words - ~r_2 = 0
                 c3: + 0.1 x5 + n = 1e-07
                 watched: + x5 - ~r_4 = 0
                Bounds
                 -4 <= x <= -1
                 -inf <= two_words <= 3
                 x5 free
                 2 <= ~r_2 <= 8
                 ~r_4 free
                 ~r_0 = 1
                General
                 n
                Binary
                 open(1)
                End

                """
        )
    }

    @Test func namesAreSafeUniqueAndLeadBack() throws {
        var model = Model()
        let given = [
            "x3", nil, nil, "a", "a", "", "with blank", "ctrl\u{1}", "*star", "$dollar", "RHS", "2nd", "~r_1", "e5",
            "Free",
            String(repeating: "n", count: 255), String(repeating: "n", count: 256), "open[1]", "open(1)", "北京",
            "a\u{A0}b",
        ]
        for name in given { model.addVariable(name) }
        let mps = ModelFileNames(for: model, format: .mps)
        let lp = ModelFileNames(for: model, format: .lp)
        for names in [mps, lp] {
            #expect(Set(names.variables).count == given.count)
            for index in given.indices { #expect(names.variable(named: names.variables[index]) == index) }
        }
        #expect(
            mps.variables == [
                "x3", "x2", "x3~2", "a", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "2nd", "x13", "e5", "x15",
                String(repeating: "n", count: 255), "x17", "open[1]", "open(1)", "北京", "x21",
            ]
        )
        #expect(
            lp.variables == [
                "x3", "x2", "x3~2", "a", "x5", "x6", "with_blank", "x8", "x9", "$dollar", "RHS", "x12", "x13", "x14",
                "x15",
                String(repeating: "n", count: 255), "x17", "open(1)", "x19", "x20", "x21",
            ]
        )
    }

    @Test func boundsOfRowsSurviveTheirWidth() throws {
        var random = SeededGenerator(seed: 5)
        var model = Model()
        let x = model.addVariable(atLeast: -.infinity)
        for _ in 0..<2000 {
            let scales = [1e-18, 1e-7, 1, 3, 1e6, 1e18]
            let (a, b) = (
                Double.random(in: -1...1, using: &random) * (scales.randomElement(using: &random) ?? 1),
                Double.random(in: -1...1, using: &random) * (scales.randomElement(using: &random) ?? 1)
            )
            model.add(1 * x, atLeast: min(a, b), atMost: max(a, b))
        }
        let back = try MPSReader().model(from: MPSWriter().text(for: model))
        var inexact = 0
        for (given, read) in zip(model.constraints, back.constraints) {
            let (expected, bounds) = (model.bounds(of: given), back.bounds(of: read))
            let slack = max(expected.lower.magnitude.ulp, expected.upper.magnitude.ulp)
            #expect(abs(bounds.lower - expected.lower) <= slack && abs(bounds.upper - expected.upper) <= slack)
            if bounds != expected { inexact += 1 }
        }
        #expect(inexact < 100)
    }

    @Test func filesOnDiskGoByTheirEnding() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("model-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = RandomModels.solvable(seed: 3)
        for format in ModelFile.Format.allCases {
            let path = folder.appendingPathComponent("model.\(format.rawValue.uppercased())").path
            try ModelFile.write(model, to: path)
            let back = try ModelFile.read(path)
            #expect(ModelContent(back) == ModelContent(model, format: format == .mps ? .mps : .lp))
        }
        let missing = folder.appendingPathComponent("missing.mps").path
        let unread = #expect(throws: ModelFileError.self) { try ModelFile.read(missing) }
        #expect(unread?.problems.first?.file == missing)
        #expect(throws: ModelFileError.self) { try ModelFile.read(folder.appendingPathComponent("model.txt").path) }
        #expect(throws: ModelFileError.self) {
            try ModelFile.write(model, to: folder.appendingPathComponent("no/such/folder.mps").path)
        }
        var malformed = model
        malformed.setObjectiveConstant(.nan)
        #expect(throws: ModelError.self) {
            try ModelFile.write(malformed, to: folder.appendingPathComponent("a.lp").path)
        }
    }
}

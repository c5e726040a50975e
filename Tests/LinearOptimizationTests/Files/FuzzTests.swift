import LinearOptimization
import Testing
import _TestSupport

/// Damaged files: the readers must answer with a model or an error, and never stop the process.
@Suite("Damaged model files")
struct FuzzTests {
    private static func valid(_ seed: UInt64, _ format: ModelFile.Format) throws -> [UInt8] {
        let model = RandomModels.anyShape(seed: seed)
        return format == .mps ? try MPSWriter().bytes(for: model) : try LPWriter().bytes(for: model)
    }

    private static func read(_ bytes: [UInt8], _ format: ModelFile.Format) -> Result<Model, ModelFileError> {
        do throws(ModelFileError) {
            return .success(
                format == .mps ? try MPSReader().model(from: bytes) : try LPReader().model(from: bytes)
            )
        } catch {
            return .failure(error)
        }
    }

    @Test(arguments: ModelFile.Format.allCases, 1...8 as ClosedRange<UInt64>)
    func everyTruncationIsAnswered(format: ModelFile.Format, seed: UInt64) throws {
        let bytes = try Self.valid(seed, format)
        let end = bytes.count - (format == .mps ? "ENDATA\n".utf8.count : "End\n".utf8.count)
        for length in 0..<end {
            guard case .failure(let error) = Self.read(Array(bytes[..<length]), format) else {
                Issue.record("seed \(seed): \(format) cut after \(length) bytes of \(bytes.count) was taken for whole")
                continue
            }
            #expect(error.problems.allSatisfy { !$0.message.isEmpty && !$0.fix.isEmpty })
        }
    }

    @Test(arguments: ModelFile.Format.allCases, 1...25 as ClosedRange<UInt64>)
    func everyMutationIsAnswered(format: ModelFile.Format, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7919)
        let original = try Self.valid(seed, format)
        for _ in 0..<100 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) { Self.damage(&bytes, &random) }
            switch Self.read(bytes, format) {
            case .success(let model):
                #expect(model.problems().isEmpty, "seed \(seed)")
                _ = try MPSWriter().bytes(for: model)
                _ = try LPWriter().bytes(for: model)
            case .failure(let error):
                #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.fix.isEmpty }, "seed \(seed)")
            }
        }
    }

    @Test(arguments: ModelFile.Format.allCases)
    func noiseIsAnswered(format: ModelFile.Format) {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<300 {
            let length = Int.random(in: 0...400, using: &random)
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            guard case .failure = Self.read(bytes, format) else {
                Issue.record("noise was taken for a model")
                continue
            }
        }
    }

    private static let pieces = [
        "1e999", "-1e-999", "nan", "inf", "-inf", "0", "~r_0", "~r_1", "<=", ">=", "=", "<", ":", "\n", "\r", "\t", " ",
        "\0", "[",
        "]", "^2", "*", "$", "\\", "'MARKER'", "'INTORG'", "ROWS\n", "BOUNDS\n", "End\n", "free", "General\n",
        "Binary\n", "9",
        ".", "e", "+", "-", "é", "\u{FEFF}", "999999999999999999999999999", "Subject To\n", "Minimize\n", "ENDATA\n",
    ]

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0...5, using: &random) {
        case 0 where position < bytes.count: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1 where position < bytes.count:
            bytes.removeSubrange(position..<min(bytes.count, position + Int.random(in: 1...12, using: &random)))
        case 2:
            let start = Int.random(in: 0...bytes.count, using: &random)
            let piece = Array(bytes[start..<min(bytes.count, start + 20)])
            bytes.insert(contentsOf: piece, at: position)
        case 3 where position + 1 < bytes.count: bytes.swapAt(position, position + 1)
        default: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: position)
        }
    }
}

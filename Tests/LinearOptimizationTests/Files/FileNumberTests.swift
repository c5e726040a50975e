import LinearOptimization
import Testing
import _TestSupport

@Suite("Numbers in model files")
struct FileNumberTests {
    @Test func everyNumberReadsBackAsItself() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: random.next())
            guard abs(value) < 1e20 else { continue }
            #expect(FileNumber.read(FileNumber.text(value)) == .finite(value))
        }
    }

    @Test func shortDecimalsAreRoundedAsTheStandardSays() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<20_000 {
            var word = String(Int.random(in: -999_999_999...999_999_999, using: &random))
            let places = Int.random(in: 0...6, using: &random)
            if places > 0 {
                word +=
                    "."
                    + String(String(1_000_000 + Int.random(in: 0...999_999, using: &random)).dropFirst().prefix(places))
            }
            #expect(FileNumber.read(word) == Double(word).map { .finite($0) }, "\(word)")
        }
    }

    @Test(arguments: [
        "0", "-0", "+3", ".5", "5.", "-.25", "1e5", "1E+5", "1d-3", "1.5D+03", "000123", "1e-999", "4.9e-324",
    ])
    func everyCustomaryFormIsRead(word: String) {
        let expected = Double(word.lowercased().replacing("d", with: "e"))
        #expect(FileNumber.read(word) == expected.map { .finite($0) })
    }

    @Test(arguments: ["inf", "+Inf", "INFINITY", "1e20", "1e999", "100000000000000000000"])
    func largeNumbersAreInfinite(word: String) {
        #expect(FileNumber.read(word) == .infinite(negative: false))
        if !word.hasPrefix("+") { #expect(FileNumber.read("-" + word) == .infinite(negative: true)) }
    }

    @Test(arguments: [
        "", "+", "-", ".", "e5", "1e", "1e+", "--1", "+-1", "1.2.3", "1,5", "0x10", "nan", "1_000", "1 2", "½", "١",
    ])
    func everythingElseIsNoNumber(word: String) {
        guard case .invalid = FileNumber.read(word) else {
            Issue.record("\"\(word)\" was read as \(FileNumber.read(word))")
            return
        }
    }
}

import Foundation
import PlanningData
import Testing
import _TestSupport

@Suite struct TextTests {
    @Test(arguments: [
        ("0", 0.0), ("-0.5", -0.5), ("7500.", 7_500), (".5", 0.5), ("+12", 12), ("1e3", 1_000), ("1.5E-3", 0.0015),
        ("  3 ", 3), ("123456789012345678901234567890", 1.2345678901234568e29), ("0.1", 0.1),
        ("6.91100e+02", 691.1), ("000000000000000000000000000001", 1),
    ])
    func readsDecimals(text: String, value: Double) {
        guard case .value(let read) = NumberText.double(text) else {
            Issue.record("\(text) was not read")
            return
        }
        #expect(read == value)
    }

    @Test(arguments: [
        "", ".", "-", "e3", "1e", "1e ", "1 2", "0x10", "nan", "inf", "1,5", "1.2.3", "--1", "1e400", "١٢", "1_000",
    ])
    func refusesWhatIsNoDecimal(text: String) {
        if case .value(let value) = NumberText.double(text) { Issue.record("\(text) was read as \(value)") }
    }

    @Test(arguments: [("12", 12), ("-3", -3), ("+4", 4), ("007", 7), ("9223372036854775807", Int.max)])
    func readsWholeNumbers(text: String, value: Int) {
        guard case .value(let read) = NumberText.int(text) else {
            Issue.record("\(text) was not read")
            return
        }
        #expect(read == value)
    }

    @Test(arguments: ["", "9223372036854775808", "1.0", "1e3", "-", "1 000", "a"])
    func refusesWhatIsNoWholeNumber(text: String) {
        if case .value(let value) = NumberText.int(text) { Issue.record("\(text) was read as \(value)") }
    }

    @Test func decimalsAgreeWithTheStandardLibrary() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var text = "\(Int.random(in: -99_999...99_999, using: &generator))"
            if Bool.random(using: &generator) { text += ".\(Int.random(in: 0...999_999_999, using: &generator))" }
            if Int.random(in: 0..<3, using: &generator) == 0 {
                text += "e\(Int.random(in: -40...40, using: &generator))"
            }
            guard case .value(let read) = NumberText.double(text) else {
                Issue.record("\(text) was not read")
                continue
            }
            #expect(read == Double(text))
        }
    }

    @Test func validatesUTF8AsTheStandardLibraryDoes() {
        var generator = SeededGenerator(seed: 11)
        let sample = Array("a,é,北京,😀\n".utf8)
        for _ in 0..<20_000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 1...255, using: &generator)
            }
            let isSound = String(validating: bytes, as: UTF8.self) != nil
            #expect((TextEncoding.defect(in: bytes) == nil) == isSound, "\(bytes)")
        }
    }

    @Test func namesTheLineOfADefect() {
        let defect = TextEncoding.defect(in: Array("a\nb\n".utf8) + [0xC3] + Array("x\n".utf8))
        #expect(defect?.line == 3)
        #expect(defect?.offset == 4)
    }

    @Test func suggestsTheNearestWord() {
        let known = ["newCenters", "regionRates", "budget", "minimumSpacingKilometers"]
        #expect(Suggestion.nearest(to: "newCentres", among: known) == "newCenters")
        #expect(Suggestion.nearest(to: "new-centers", among: known) == "newCenters")
        #expect(Suggestion.nearest(to: "bugdet", among: known) == "budget")
        #expect(Suggestion.nearest(to: "donors", among: known) == nil)
        #expect(Suggestion.nearest(to: "", among: known) == nil)
        #expect(Suggestion.nearest(to: String(repeating: "x", count: 100_000), among: known) == nil)
    }

    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func fingerprintsAsPublished(text: String, digits: String) {
        var fingerprint = Fingerprint()
        fingerprint.combine(text.utf8)
        #expect(fingerprint.description == "fnv1a64:" + digits)
    }

    @Test func fingerprintsTellFilesApart() {
        func value(_ files: [(String, String)]) -> UInt64 {
            var fingerprint = Fingerprint()
            for (name, text) in files { fingerprint.combine(file: name, Array(text.utf8)) }
            return fingerprint.value
        }
        #expect(value([("a", "xy"), ("b", "z")]) != value([("a", "x"), ("b", "yz")]))
        #expect(value([("a", "x")]) != value([("b", "x")]))
    }

    @Test func checksumsAsPublished() {
        #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    }
}

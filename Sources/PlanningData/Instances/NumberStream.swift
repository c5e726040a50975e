/// Numbers of an instance file in a row; says once where the file ends too early or goes on too long.
struct NumberStream {
    private var text: InstanceText
    /// Whether the file ended before the numbers did.
    private(set) var hasEnded = false
    private var missing: String?

    init(_ text: InstanceText) { self.text = text }

    /// The text not yet read.
    var rest: InstanceText { text }

    /// Line reached.
    var line: Int { text.line }

    /// The next amount, at least 0.
    mutating func amount(_ field: @autoclosure () -> String, log: inout ProblemLog) -> Double {
        number(field(), in: InstanceText.amounts, log: &log)
    }

    /// The next coordinate.
    mutating func coordinate(_ field: @autoclosure () -> String, log: inout ProblemLog) -> Double {
        number(field(), in: InstanceText.coordinates, log: &log)
    }

    private mutating func number(
        _ field: @autoclosure () -> String, in limits: ClosedRange<Double>, log: inout ProblemLog
    ) -> Double {
        guard !hasEnded else { return 0 }
        guard let token = text.next() else {
            hasEnded = true
            missing = field()
            return 0
        }
        if let value = text.plainNumber(token), limits.contains(value) { return value }
        return text.double(token, field(), in: limits, log: &log) ?? 0
    }

    /// Passes over the next token if it is this word, in any case.
    mutating func skip(word: String) -> Bool {
        var ahead = text
        guard let token = ahead.next(), text.text(token).lowercased() == word else { return false }
        text = ahead
        return true
    }

    /// Logs numbers that are missing or left over.
    mutating func finish(log: inout ProblemLog) {
        if let missing {
            log.add(
                text.file, line: text.line, field: missing, "the file ends before this number",
                fix: "fetch a complete copy, or correct the counts in the header")
        } else if let extra = text.next() {
            log.add(
                text.file, line: extra.line, "\"\(NumberText.shortened(text.text(extra)))\" follows the last number",
                fix: "remove what is left over, or correct the counts in the header")
        }
    }
}

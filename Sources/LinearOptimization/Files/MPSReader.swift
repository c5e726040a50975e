/// Reads models from MPS files: free format, and fixed format as long as names hold no blanks.
///
/// Read as most solvers do:
/// - The first N row is the objective; further N rows become constraints without bounds.
/// - A right-hand side of the objective is subtracted: `RHS obj -5` means a constant of 5 (GLPK reads −5).
/// - RANGES: with R on an E row the row lies between b and b + R, whichever is lower first; on L and G rows the missing
///   bound is |R| away.
/// - A negative upper bound without a lower one sets the lower bound to −∞.
/// - Integer columns between MARKER lines without any bound are 0 or 1.
/// - Bounds of 1e20 and more are infinite.
/// - An OBJSENSE section and the comment `*<meta origsense='MAX'>` (objective negated in the file) are understood.
///
/// Nothing is guessed: unknown names, repeated entries, second sets of right-hand sides, ranges or bounds, missing
/// numbers, sections this library cannot represent and a missing ENDATA are problems, all of them reported at once.
public struct MPSReader: Sendable {
    /// Creates a reader.
    public init() {}

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file; line ends of any system, with or without byte order mark.
    ///   - file: The file's name for messages.
    /// - Throws: ``ModelFileError`` with every problem found.
    public func model(from bytes: [UInt8], file: String = "model.mps") throws(ModelFileError) -> Model {
        var reading = MPSReading(file: file)
        reading.read(FileText(bytes, problems: &reading.problems))
        return try reading.finish()
    }

    /// Reads a model from text.
    ///
    /// - Throws: ``ModelFileError`` with every problem found.
    public func model(from text: String, file: String = "model.mps") throws(ModelFileError) -> Model {
        try model(from: Array(text.utf8), file: file)
    }
}

/// One run of the reader: cuts lines into words and hands them to the section they belong to.
struct MPSReading {
    enum Section: String {
        case name = "NAME"
        case objectiveSense = "OBJSENSE"
        case rows = "ROWS"
        case columns = "COLUMNS"
        case rightHandSides = "RHS"
        case ranges = "RANGES"
        case bounds = "BOUNDS"
        case end = "ENDATA"
    }

    var problems: FileProblemCollector
    var parts = MPSParts()
    var line = 0
    private var section: Section?
    /// A section this library cannot represent, whose lines are skipped.
    private var isSkipping = false
    private var seen: Set<String> = []
    /// Whether columns are between MARKER lines.
    var isInsideMarkers = false
    /// The column whose entry was last seen, by row; finds entries given twice.
    var lastColumns: [Int] = []
    /// The name of the set of numbers by section.
    var setNames: [Section: String] = [:]
    /// Sections whose second set was reported.
    var reportedSets: Set<Section> = []

    init(file: String) { problems = FileProblemCollector(file: file) }

    mutating func read(_ text: FileText) {
        guard problems.isEmpty else { return }
        for (index, bytes) in text.lines.enumerated() {
            line = index + 1
            guard let first = bytes.first else { continue }
            if first == 0x2A {
                readComment(bytes)
                continue
            }
            let words = Self.words(of: bytes)
            guard let word = words.first else { continue }
            if FileText.isBlank(first) {
                readRecord(words)
            } else {
                readHeader(word.uppercased(), words)
            }
            if section == .end { return }
        }
        problems.report(
            "the file ends without ENDATA", line: max(text.lines.count, 1), field: section?.rawValue,
            fix: "check that the file is complete and ends with a line ENDATA"
        )
    }

    private mutating func readComment(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        if text.contains("<meta origsense='max'>") { parts.isNegated = true }
    }

    private mutating func readHeader(_ word: String, _ words: [String]) {
        if word == "OBJSENSE", words.count > 1 {
            section = .objectiveSense
            readRecord(Array(words.dropFirst()))
            return
        }
        guard let next = Section(rawValue: word) else {
            reportUnknown(word)
            return
        }
        isSkipping = false
        section = next
        if !seen.insert(word).inserted {
            problems.report("the section appears twice", line: line, field: word, fix: "merge the two sections")
        }
        checkOrder(next, word)
        if next == .name {
            parts.name = words.dropFirst().joined(separator: " ")
        } else if words.count > 1 {
            problems.report(
                "words follow the name of the section: \(FileProblemCollector.shortened(words[1]))", line: line,
                field: word,
                fix: "begin lines of data with a blank"
            )
        }
    }

    private mutating func reportUnknown(_ word: String) {
        isSkipping = true
        section = nil
        if Self.unsupported.contains(where: word.hasPrefix) {
            problems.report(
                "this section has no place in a linear model of this library", line: line, field: word,
                fix: "remove it, or state its content with linear constraints and integer variables"
            )
        } else {
            problems.report(
                "this is no section of an MPS file", line: line, field: word,
                fix:
                    "begin lines of data with a blank, and sections with NAME, ROWS, COLUMNS, RHS, RANGES, BOUNDS or ENDATA"
            )
        }
    }

    private mutating func checkOrder(_ section: Section, _ word: String) {
        let needed: [Section]
        switch section {
        case .columns: needed = [.rows]
        case .rightHandSides, .ranges, .bounds, .end: needed = [.rows, .columns]
        case .name, .objectiveSense, .rows: needed = []
        }
        for earlier in needed where !seen.contains(earlier.rawValue) {
            problems.report(
                "the section \(earlier.rawValue) is missing before this one", line: line, field: word,
                fix: "put the sections in the order NAME, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA"
            )
        }
    }

    private mutating func readRecord(_ words: [String]) {
        if isSkipping { return }
        switch section {
        case .rows: readRow(words)
        case .columns: readColumn(words)
        case .rightHandSides: readSides(words, isRange: false)
        case .ranges: readSides(words, isRange: true)
        case .bounds: readBound(words)
        case .objectiveSense: readSense(words)
        case .name, .end, nil:
            problems.report(
                "this line belongs to no section", line: line, field: words.first,
                fix: "begin the file with NAME and ROWS, without blanks before them"
            )
        }
    }

    private mutating func readSense(_ words: [String]) {
        switch words[0].uppercased() {
        case "MAX", "MAXIMIZE", "MAXIMISE": parts.sense = .maximize
        case "MIN", "MINIMIZE", "MINIMISE": parts.sense = .minimize
        default:
            problems.report(
                "\"\(FileProblemCollector.shortened(words[0]))\" is no direction", line: line, field: "OBJSENSE",
                fix: "write MAX or MIN"
            )
        }
    }

    /// Cuts a line into words at blanks; a word that begins with $ after the first one begins a comment.
    static func words(of line: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        for word in line.split(whereSeparator: FileText.isBlank) {
            if word.first == 0x24, !words.isEmpty { break }
            words.append(String(decoding: word, as: UTF8.self))
        }
        return words
    }

    private static let unsupported = [
        "SOS", "QUADOBJ", "QMATRIX", "QSECTION", "QCMATRIX", "INDICATORS", "GENCONS", "PWLOBJ", "USERCUTS", "LAZYCONS",
        "CSECTION", "SCENARIOS",
    ]
}

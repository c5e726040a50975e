/// Reads models from CPLEX LP files.
///
/// Understood are objectives with a constant, rows with bounds on one or both sides, the sections Bounds, General and
/// Binary under all their usual names, and the helper variables `~r_` that ``LPWriter`` and GLPK use for rows with two
/// bounds and for the objective's constant. Bounds of 1e20 and more are infinite. Variables are ordered by first
/// appearance. Quadratic terms, semi-continuous variables, special ordered sets, variables on the right-hand side,
/// unknown or repeated names, a missing End and everything else that is no linear model are problems, all of them
/// reported at once.
public struct LPReader: Sendable {
    /// Creates a reader.
    public init() {}

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file; line ends of any system, with or without byte order mark.
    ///   - file: The file's name for messages.
    /// - Throws: ``ModelFileError`` with every problem found.
    public func model(from bytes: [UInt8], file: String = "model.lp") throws(ModelFileError) -> Model {
        var reading = LPReading(file: file)
        reading.read(FileText(bytes, problems: &reading.problems))
        return try reading.finish()
    }

    /// Reads a model from text.
    ///
    /// - Throws: ``ModelFileError`` with every problem found.
    public func model(from text: String, file: String = "model.lp") throws(ModelFileError) -> Model {
        try model(from: Array(text.utf8), file: file)
    }
}

/// One run of the reader.
struct LPReading {
    enum Section {
        case objective
        case constraints
        case bounds
        case general
        case binary
        case unsupported
        case end
    }

    var problems: FileProblemCollector
    var parts = LPParts()
    var tokens: [LPToken] = []
    var position = 0
    private var hasObjective = false
    private var hasConstraints = false

    init(file: String) { problems = FileProblemCollector(file: file) }

    mutating func read(_ text: FileText) {
        guard problems.isEmpty else { return }
        tokens = LPTokens(text, problems: &problems).tokens
        var ended = false
        while let token = current {
            guard let section = takeSection() else {
                problems.report(
                    "the file does not begin with its objective", line: token.line, field: token.text,
                    fix: "begin with Minimize or Maximize"
                )
                skipToSection()
                continue
            }
            if section == .end {
                ended = true
                break
            }
            readSection(section, at: token)
        }
        if let token = current, ended {
            problems.report(
                "words follow the end of the model", line: token.line, field: token.text, fix: "remove them, or End"
            )
        }
        reportMissing(ended: ended, lastLine: max(text.lines.count, 1))
    }

    private mutating func readSection(_ section: Section, at token: LPToken) {
        switch section {
        case .objective:
            if hasObjective {
                problems.report(
                    "there is a second objective", line: token.line, field: token.text, fix: "keep one objective"
                )
            }
            hasObjective = true
            readObjective()
        case .constraints:
            hasConstraints = true
            while current != nil, peekSection() == nil { readConstraint() }
        case .bounds:
            while current != nil, peekSection() == nil { readBound() }
        case .general, .binary:
            while current != nil, peekSection() == nil { readKind(section == .binary ? .binary : .integer) }
        case .unsupported:
            problems.report(
                "this section has no place in a linear model of this library", line: token.line, field: token.text,
                fix: "remove it, or state its content with linear constraints and integer variables"
            )
            skipToSection()
        case .end: break
        }
    }

    private mutating func reportMissing(ended: Bool, lastLine: Int) {
        if !hasObjective {
            problems.report("there is no objective", fix: "begin with Minimize or Maximize")
        }
        if !hasConstraints {
            problems.report("there is no section of constraints", fix: "write Subject To after the objective")
        }
        if !ended {
            problems.report(
                "the file ends without End", line: lastLine, fix: "check that the file is complete and ends with End"
            )
        }
    }

    // MARK: - Moving through the tokens

    var current: LPToken? { position < tokens.count ? tokens[position] : nil }

    func token(after count: Int) -> LPToken? { position + count < tokens.count ? tokens[position + count] : nil }

    mutating func skipToSection() {
        while current != nil, peekSection() == nil { position += 1 }
    }

    /// Skips the rest of a statement that cannot be read: up to the next line.
    mutating func skipLine() {
        guard let line = current?.line else { return }
        while let token = current, token.line == line { position += 1 }
    }

    /// The section that begins at the current token, with the number of its tokens.
    func peekSection() -> (section: Section, length: Int)? {
        guard let token = current, token.isFirstOfLine, case .name(let name) = token.kind else { return nil }
        let word = name.lowercased()
        if word == "subject" || word == "such" || word == "semi" {
            guard let next = self.token(after: 1), next.line == token.line else { return nil }
            if word == "semi", next.kind == .minus { return (.unsupported, 3) }
            guard case .name(let second) = next.kind else { return nil }
            return second.lowercased() == (word == "subject" ? "to" : "that") ? (.constraints, 2) : nil
        }
        guard let section = Self.sections[word] else { return nil }
        // A constraint may bear the name of a section: `bounds: x + y <= 3`.
        if let next = self.token(after: 1), next.kind == .colon { return nil }
        return (section, 1)
    }

    private mutating func takeSection() -> Section? {
        guard let token = current, let (section, length) = peekSection() else { return nil }
        position = min(position + length, tokens.count)
        if section == .objective, case .name(let name) = token.kind {
            parts.sense = name.lowercased().hasPrefix("max") ? .maximize : .minimize
        }
        return section
    }

    private static let sections: [String: Section] = [
        "max": .objective, "maximize": .objective, "maximise": .objective, "maximum": .objective,
        "min": .objective, "minimize": .objective, "minimise": .objective, "minimum": .objective,
        "st": .constraints, "s.t.": .constraints, "st.": .constraints,
        "bound": .bounds, "bounds": .bounds,
        "gen": .general, "general": .general, "generals": .general,
        "int": .general, "integer": .general, "integers": .general,
        "bin": .binary, "binary": .binary, "binaries": .binary,
        "semis": .unsupported, "sos": .unsupported, "sos1": .unsupported, "sos2": .unsupported,
        "lazy": .unsupported, "user": .unsupported, "pwlobj": .unsupported, "gencons": .unsupported,
        "scenario": .unsupported,
        "end": .end,
    ]
}

extension Model: CustomStringConvertible {
    /// Rows and variables shown at each end of a long list.
    private static var shownAtEachEnd: Int { 12 }

    /// The model as text in the manner of an LP file, long sums and long lists cut in the middle.
    public var description: String {
        var lines = ["\(sense.rawValue)\(name.isEmpty ? "" : " (\(name))")"]
        let objectiveTerms = costs.indices.lazy.filter { costs[$0] != 0 }.map {
            LinearTerm(index: Int32(truncatingIfNeeded: $0), coefficient: costs[$0])
        }
        lines.append(
            "  " + ExpressionText.text(Array(objectiveTerms), constant: objectiveConstant, name: label(ofVariable:)))
        if constraintCount > 0 {
            lines.append("subject to")
            lines += cutInTheMiddle(constraintCount, "constraints") { "  " + text(ofRow: $0) }
        }
        if variableCount > 0 {
            lines.append("where")
            lines += cutInTheMiddle(variableCount, "variables") { "  " + text(ofVariable: $0) }
        }
        return lines.joined(separator: "\n")
    }

    /// A constraint as text with its name: `budget: 2 a + b <= 3`, long sums cut in the middle.
    public func description(of constraint: Constraint) -> String { text(ofRow: checkedIndex(constraint)) }

    private func text(ofRow row: Int) -> String {
        let terms = termRange(ofRow: row).map {
            LinearTerm(index: termIndices[$0], coefficient: termCoefficients[$0])
        }
        let sum = ExpressionText.text(terms, constant: 0, name: label(ofVariable:))
        return label(ofRow: row) + ": "
            + ExpressionText.relation(sum, lower: rowLowerBounds[row], upper: rowUpperBounds[row])
    }

    private func text(ofVariable index: Int) -> String {
        let lower = lowerBounds[index]
        let upper = upperBounds[index]
        let kind = kinds[index]
        if kind == .binary, lower == 0, upper == 1 { return "\(label(ofVariable: index)) binary" }
        let text = ExpressionText.relation(label(ofVariable: index), lower: lower, upper: upper)
        return kind == .continuous ? text : "\(text) \(kind.rawValue)"
    }

    private func cutInTheMiddle(_ count: Int, _ what: String, line: (Int) -> String) -> [String] {
        let ends = Self.shownAtEachEnd
        guard count > 2 * ends + 1 else { return (0..<count).map(line) }
        return (0..<ends).map(line) + ["  … \(count - 2 * ends) more \(what) …"] + (count - ends..<count).map(line)
    }
}

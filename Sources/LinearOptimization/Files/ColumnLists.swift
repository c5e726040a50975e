/// The coefficients of a model by column.
struct ColumnLists {
    private let starts: [Int]
    /// Row per coefficient.
    let rows: [Int32]
    /// The coefficients.
    let coefficients: [Double]

    /// Transposes a model's rows; O(variables + coefficients).
    init(of model: Model) {
        var starts = [Int](repeating: 0, count: model.variableCount + 1)
        for index in model.termIndices { starts[Int(index) + 1] += 1 }
        for column in 0..<model.variableCount { starts[column + 1] += starts[column] }
        var next = starts
        var rows = [Int32](repeating: 0, count: model.nonzeroCount)
        var coefficients = [Double](repeating: 0, count: model.nonzeroCount)
        for row in 0..<model.constraintCount {
            for position in model.termRange(ofRow: row) {
                let column = Int(model.termIndices[position])
                rows[next[column]] = Int32(truncatingIfNeeded: row)
                coefficients[next[column]] = model.termCoefficients[position]
                next[column] += 1
            }
        }
        self.starts = starts
        self.rows = rows
        self.coefficients = coefficients
    }

    func range(ofColumn column: Int) -> Range<Int> { starts[column]..<starts[column + 1] }
}

/// A model's rows as they stand, laid side by side for loops that walk them often.
struct RowTable {
    let lower: [Double]
    let upper: [Double]
    let lowerWithTolerance: [Double]
    let upperWithTolerance: [Double]
    /// Sites and coefficients by row, in compressed rows.
    let memberStarts: [Int]
    let memberSites: [Int32]
    let memberCoefficients: [Double]
    /// Rows and coefficients by site, in compressed rows, rows ascending.
    let rowStarts: [Int]
    let rowIndices: [Int32]
    let rowCoefficients: [Double]

    init(_ model: EngineModel) {
        memberStarts = model.memberStarts
        memberSites = model.memberSites
        memberCoefficients = model.memberCoefficients
        rowStarts = model.rowStarts
        rowIndices = model.rowIndices
        rowCoefficients = model.rowCoefficients
        lower = model.rows.map(\.lower)
        upper = model.rows.map(\.upper)
        lowerWithTolerance = model.rows.map(\.lowerWithTolerance)
        upperWithTolerance = model.rows.map(\.upperWithTolerance)
    }
}

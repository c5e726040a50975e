/// What branching on a site has raised the bound by so far, per unit of the fraction moved.
struct PseudoCosts {
    private var upSum: [Double]
    private var downSum: [Double]
    private var upCount: [Int32]
    private var downCount: [Int32]

    init(siteCount: Int) {
        upSum = Array(repeating: 0, count: siteCount)
        downSum = upSum
        upCount = Array(repeating: 0, count: siteCount)
        downCount = upCount
    }

    /// Whether both directions were tried for a site.
    func isKnown(_ site: Int) -> Bool { upCount[site] > 0 && downCount[site] > 0 }

    /// Records a gain of closing (`isUp` false) or opening a site that stood at `value`.
    mutating func record(_ site: Int, isUp: Bool, gain: Double, value: Double) {
        guard gain.isFinite else { return }
        if isUp {
            upSum[site] += gain / max(1e-6, 1 - value)
            upCount[site] += 1
        } else {
            downSum[site] += gain / max(1e-6, value)
            downCount[site] += 1
        }
    }

    /// The product of the expected gains of both directions.
    func score(_ site: Int, value: Double, floor: Double) -> Double {
        guard isKnown(site) else { return 0 }
        let up = upSum[site] / Double(upCount[site]) * (1 - value)
        let down = downSum[site] / Double(downCount[site]) * value
        return max(up, floor) * max(down, floor)
    }
}

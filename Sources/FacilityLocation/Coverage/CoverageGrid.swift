/// Finds the sites within reach of a point by looking only at those near it.
///
/// The plane is cut into cells, each with the list of the sites whose box of reach touches it; for a point the sites of
/// its cell are tested one by one. Building costs O(cells touched · sites); a query O(sites near the point).
public struct CoverageGrid: Sendable {
    /// Number of sites.
    public let siteCount: Int
    private let isWithin: @Sendable (_ site: Int, _ x: Double, _ y: Double) -> Bool
    private let left: Double
    private let bottom: Double
    private let right: Double
    private let top: Double
    private let columns: Int
    private let rows: Int
    private let columnScale: Double
    private let rowScale: Double
    private let starts: [Int]
    private let sites: [Int32]
    private static let most = 128

    /// Creates a grid over sites.
    ///
    /// - Parameters:
    ///   - x: First coordinate per site, finite.
    ///   - y: Second coordinate per site, finite; as many as `x`.
    ///   - halfWidth: No point further than this from a site along the first axis is within its reach; may be infinite.
    ///   - halfHeight: The same along the second axis.
    ///   - isWithin: Whether a point is within reach of a site; asked only for points within the box.
    public init(
        x: [Double], y: [Double], halfWidth: Double, halfHeight: Double,
        isWithin: @escaping @Sendable (_ site: Int, _ x: Double, _ y: Double) -> Bool
    ) {
        precondition(x.count == y.count, "\(x.count) first and \(y.count) second coordinates")
        siteCount = x.count
        self.isWithin = isWithin
        // A touch wider than asked for, so that rounding loses nobody.
        let width = max(0, halfWidth.isNaN ? .infinity : halfWidth) * (1 + 1e-9)
        let height = max(0, halfHeight.isNaN ? .infinity : halfHeight) * (1 + 1e-9)
        let spanX = Self.span(x, width)
        let spanY = Self.span(y, height)
        (left, right) = spanX
        (bottom, top) = spanY
        columns = Self.cells(spanX, width)
        rows = Self.cells(spanY, height)
        columnScale = columns > 1 ? Double(columns) / (spanX.1 - spanX.0) : 0
        rowScale = rows > 1 ? Double(rows) / (spanY.1 - spanY.0) : 0
        var lists: [[Int32]] = Array(repeating: [], count: columns * rows)
        for site in x.indices {
            let across = Self.range(x[site], width, left, columnScale, columns)
            let along = Self.range(y[site], height, bottom, rowScale, rows)
            for row in along { for column in across { lists[row * columns + column].append(Int32(site)) } }
        }
        var starts = [0]
        starts.reserveCapacity(lists.count + 1)
        for list in lists { starts.append(starts[starts.count - 1] + list.count) }
        self.starts = starts
        sites = Array(lists.joined())
    }

    /// Creates a grid for straight-line distances in the plane: a point is within reach at a distance of at most
    /// `radius`.
    public init(x: [Double], y: [Double], radius: Double) {
        self.init(x: x, y: y, halfWidth: radius, halfHeight: radius) { site, px, py in
            let dx = px - x[site]
            let dy = py - y[site]
            return (dx * dx + dy * dy).squareRoot() <= radius
        }
    }

    /// The sites within reach of a point, ascending.
    public func sites(nearX x: Double, y: Double) -> [Int] {
        var result: [Int] = []
        forEachSite(nearX: x, y: y) { result.append($0) }
        return result
    }

    /// Calls `body` with every site within reach of a point, ascending.
    @inline(__always)
    func forEachSite(nearX x: Double, y: Double, _ body: (Int) -> Void) {
        guard x >= left, x <= right, y >= bottom, y <= top else { return }
        let column = columns > 1 ? min(columns - 1, Int((x - left) * columnScale)) : 0
        let row = rows > 1 ? min(rows - 1, Int((y - bottom) * rowScale)) : 0
        let cell = row * columns + column
        sites.withUnsafeBufferPointer { sites in
            for slot in starts[cell]..<starts[cell + 1] {
                let site = Int(sites[slot])
                if isWithin(site, x, y) { body(site) }
            }
        }
    }

    private static func span(_ values: [Double], _ reach: Double) -> (Double, Double) {
        guard let least = values.min(), let most = values.max(), least.isFinite, most.isFinite else {
            return (-.infinity, .infinity)
        }
        return (least - reach, most + reach)
    }

    private static func cells(_ span: (Double, Double), _ reach: Double) -> Int {
        let width = span.1 - span.0
        guard width.isFinite, width > 0 else { return 1 }
        return max(1, min(most, Int(min(Double(most), (4 * width / max(reach, width * 1e-9)).rounded(.up)))))
    }

    private static func range(_ value: Double, _ reach: Double, _ low: Double, _ scale: Double, _ count: Int)
        -> ClosedRange<Int>
    {
        guard count > 1 else { return 0...0 }
        func cell(_ position: Double) -> Int {
            let index = ((position - low) * scale).rounded(.down)
            return index <= 0 ? 0 : index >= Double(count - 1) ? count - 1 : Int(index)
        }
        // One cell more on either side guards against rounding at cell borders.
        return max(0, cell(value - reach) - 1)...min(count - 1, cell(value + reach) + 1)
    }
}

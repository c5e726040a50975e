/// Nodes still to be looked at by a search of a tree; one per searcher, reused by every query.
final class TreeStack {
    let nodes: UnsafeMutablePointer<(node: Int32, low: Int32, high: Int32, distance: Double)>

    init() { nodes = .allocate(capacity: 256) }

    deinit { nodes.deallocate() }
}

/// A growing list of positions with their squared distances in the tree.
struct GatheredPoints {
    private(set) var positions: [Int32] = []
    private(set) var squares: [Double] = []

    var count: Int { positions.count }

    mutating func removeAll() {
        positions.removeAll(keepingCapacity: true)
        squares.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func append(_ position: Int, _ square: Double) {
        positions.append(Int32(position))
        squares.append(square)
    }
}

extension PointSet {
    /// Level of a node of the heap order.
    @inline(__always)
    private func isLeaf(_ node: Int) -> Bool { node + 1 >= 1 << depth }

    /// Collects all points within a radius in the tree.
    ///
    /// O(points found + log n).
    func gather(
        _ px: Double, _ py: Double, _ pz: Double, radius: Double, stack: TreeStack, into found: inout GatheredPoints
    ) {
        guard count > 0 else { return }
        let limit = radius * radius
        let nodes = stack.nodes
        nodes[0] = (0, 0, Int32(count), 0)
        var top = 1
        while top > 0 {
            top -= 1
            let (node, low, high, _) = nodes[top]
            if squaredDistance(toBox: Int(node), px, py, pz) > limit { continue }
            if isLeaf(Int(node)) {
                for position in Int(low)..<Int(high) {
                    let square = squaredDistance(to: position, px, py, pz)
                    if square <= limit { found.append(position, square) }
                }
                continue
            }
            let middle = Int32(PointSet.children(Int(low), Int(high)))
            nodes[top] = (2 * node + 2, middle, high, 0)
            nodes[top + 1] = (2 * node + 1, low, middle, 0)
            top += 2
        }
    }

    /// The two nearest points in the tree that `counts` says are there, the lower position first on ties; −1 for none.
    ///
    /// - Parameters:
    ///   - counts: number of eligible points per node; `nil` when all are.
    ///   - isEligible: per position; `nil` when all are.
    func nearestTwo(
        _ px: Double, _ py: Double, _ pz: Double, counts: UnsafePointer<Int32>?, isEligible: UnsafePointer<UInt8>?,
        stack: TreeStack
    ) -> (first: Int32, firstSquare: Double, second: Int32, secondSquare: Double) {
        var first: Int32 = -1
        var second: Int32 = -1
        var firstSquare = Double.infinity
        var secondSquare = Double.infinity
        guard count > 0 else { return (first, firstSquare, second, secondSquare) }
        let nodes = stack.nodes
        nodes[0] = (0, 0, Int32(count), 0)
        var top = 1
        while top > 0 {
            top -= 1
            let (node, low, high, distance) = nodes[top]
            if distance >= secondSquare { continue }
            if let counts, counts[Int(node)] == 0 { continue }
            if isLeaf(Int(node)) {
                for position in Int(low)..<Int(high) {
                    if let isEligible, isEligible[position] == 0 { continue }
                    let square = squaredDistance(to: position, px, py, pz)
                    if square < firstSquare || (square == firstSquare && Int32(position) < first) {
                        second = first
                        secondSquare = firstSquare
                        first = Int32(position)
                        firstSquare = square
                    } else if square < secondSquare {
                        second = Int32(position)
                        secondSquare = square
                    }
                }
                continue
            }
            let middle = Int32(PointSet.children(Int(low), Int(high)))
            let left = Int(2 * node + 1)
            let leftDistance = squaredDistance(toBox: left, px, py, pz)
            let rightDistance = squaredDistance(toBox: left + 1, px, py, pz)
            if leftDistance <= rightDistance {
                nodes[top] = (Int32(left + 1), middle, high, rightDistance)
                nodes[top + 1] = (Int32(left), low, middle, leftDistance)
            } else {
                nodes[top] = (Int32(left), low, middle, leftDistance)
                nodes[top + 1] = (Int32(left + 1), middle, high, rightDistance)
            }
            top += 2
        }
        return (first, firstSquare, second, secondSquare)
    }
}

/// The open ones among the sites of a tree, for nearest-open-site queries while sites open and close.
final class OpenSites {
    let points: PointSet
    let isOpen: UnsafeMutablePointer<UInt8>
    private let counts: UnsafeMutablePointer<Int32>
    private let nodeCount: Int
    private let stack = TreeStack()

    init(_ points: PointSet) {
        self.points = points
        isOpen = .allocate(capacity: max(1, points.count))
        isOpen.initialize(repeating: 0, count: max(1, points.count))
        nodeCount = (1 << (points.depth + 1)) - 1
        counts = .allocate(capacity: nodeCount)
        counts.initialize(repeating: 0, count: nodeCount)
    }

    deinit {
        isOpen.deallocate()
        counts.deallocate()
    }

    /// Opens or closes a site.
    ///
    /// O(log n).
    func set(_ site: Int, open: Bool) {
        guard (isOpen[site] != 0) != open else { return }
        isOpen[site] = open ? 1 : 0
        var node = 0
        var low = 0
        var high = points.count
        for level in 0...points.depth {
            counts[node] += open ? 1 : -1
            if level == points.depth { break }
            let middle = PointSet.children(low, high)
            if site < middle {
                node = 2 * node + 1
                high = middle
            } else {
                node = 2 * node + 2
                low = middle
            }
        }
    }

    /// Closes every site.
    func removeAll() {
        isOpen.update(repeating: 0, count: max(1, points.count))
        counts.update(repeating: 0, count: nodeCount)
    }

    /// The two nearest open sites of a point of the tree; −1 for none.
    @inline(__always)
    func nearestTwo(_ px: Double, _ py: Double, _ pz: Double) -> (first: Int32, second: Int32) {
        let found = points.nearestTwo(px, py, pz, counts: counts, isEligible: isOpen, stack: stack)
        return (found.first, found.second)
    }

    /// The open sites nearest to a site, in no particular order.
    ///
    /// - Returns: how many were written to `found`, at most `most`.
    func gatherNearest(
        to site: Int, most: Int, into found: UnsafeMutablePointer<Int32>, squares: UnsafeMutablePointer<Double>
    ) -> Int {
        let (px, py, pz) = (points.treeX[site], points.treeY[site], points.treeZ[site])
        var count = 0
        var worst = 0
        let nodes = stack.nodes
        nodes[0] = (0, 0, Int32(points.count), 0)
        var top = 1
        while top > 0 {
            top -= 1
            let (node, low, high, distance) = nodes[top]
            if counts[Int(node)] == 0 || (count == most && distance >= squares[worst]) { continue }
            if Int(node) + 1 >= 1 << points.depth {
                for position in Int(low)..<Int(high) where isOpen[position] != 0 {
                    let square = points.squaredDistance(to: position, px, py, pz)
                    var slot = count
                    if count == most {
                        if square >= squares[worst] { continue }
                        slot = worst
                    } else {
                        count += 1
                    }
                    found[slot] = Int32(position)
                    squares[slot] = square
                    if count == most {
                        worst = 0
                        for other in 1..<count where squares[other] > squares[worst] { worst = other }
                    }
                }
                continue
            }
            let middle = Int32(PointSet.children(Int(low), Int(high)))
            let left = Int(2 * node + 1)
            let leftDistance = points.squaredDistance(toBox: left, px, py, pz)
            let rightDistance = points.squaredDistance(toBox: left + 1, px, py, pz)
            if leftDistance <= rightDistance {
                nodes[top] = (Int32(left + 1), middle, high, rightDistance)
                nodes[top + 1] = (Int32(left), low, middle, leftDistance)
            } else {
                nodes[top] = (Int32(left), low, middle, leftDistance)
                nodes[top + 1] = (Int32(left + 1), middle, high, rightDistance)
            }
            top += 2
        }
        return count
    }

    /// The nearest site that is not excluded and closed still; −1 when none is near.
    func nearestClosed(
        _ px: Double, _ py: Double, _ pz: Double, where isWanted: (Int) -> Bool, among gathered: inout GatheredPoints,
        radius: Double
    ) -> Int {
        var radius = radius
        for _ in 0..<40 {
            gathered.removeAll()
            points.gather(px, py, pz, radius: radius, stack: stack, into: &gathered)
            var best = -1
            var bestSquare = Double.infinity
            for (slot, position) in gathered.positions.enumerated() {
                let site = Int(position)
                if isOpen[site] == 0, isWanted(site), gathered.squares[slot] < bestSquare {
                    best = site
                    bestSquare = gathered.squares[slot]
                }
            }
            if best >= 0 || gathered.count == points.count { return best }
            radius *= 2
        }
        return -1
    }
}

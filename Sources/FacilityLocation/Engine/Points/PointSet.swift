/// Points in the order of a balanced k-d tree, so that neighbours in memory are neighbours in space.
///
/// Position `i` of every array is the `i`-th point of the tree; ``originals`` leads back to the caller's numbers. The
/// children of node `k` are `2k + 1` and `2k + 2`; each takes half of its parent's range. Geographic points sit on the
/// sphere, so the tree knows nothing of poles and date lines.
final class PointSet {
    /// How distances are measured.
    let rule: PointDistance
    /// Number of points.
    let count: Int
    /// The caller's number per position.
    let originals: UnsafeMutablePointer<Int32>
    /// Coordinates as given.
    let x: UnsafeMutablePointer<Double>
    let y: UnsafeMutablePointer<Double>
    /// Coordinates in the tree.
    let treeX: UnsafeMutablePointer<Double>
    let treeY: UnsafeMutablePointer<Double>
    let treeZ: UnsafeMutablePointer<Double>
    /// Cosine of the latitude, for geographic points.
    private let cosine: UnsafeMutablePointer<Double>
    /// Levels below the root; the leaves are the nodes of the last level.
    let depth: Int
    /// Bounding box per node: least and largest x, y, z.
    let boxes: UnsafeMutablePointer<Double>

    /// Largest number of points in a leaf.
    static let leafSize = 8

    /// Sorts points into a tree.
    ///
    /// O(n log n).
    init(_ points: [Position], rule: PointDistance) {
        self.rule = rule
        let count = points.count
        self.count = count
        let capacity = max(1, count)
        originals = .allocate(capacity: capacity)
        x = .allocate(capacity: capacity)
        y = .allocate(capacity: capacity)
        treeX = .allocate(capacity: capacity)
        treeY = .allocate(capacity: capacity)
        treeZ = .allocate(capacity: capacity)
        cosine = .allocate(capacity: capacity)
        var levels = 0
        while (count >> levels) > PointSet.leafSize { levels += 1 }
        depth = levels
        let nodeCount = (1 << (levels + 1)) - 1
        boxes = .allocate(capacity: 6 * nodeCount)
        boxes.initialize(repeating: 0, count: 6 * nodeCount)

        var raw = points.map { point in
            let tree = rule.treePoint(point)
            return SIMD4(tree.x, tree.y, tree.z, 0)
        }
        var order = (0..<count).map { Int32($0) }
        raw.withUnsafeMutableBufferPointer { raw in
            order.withUnsafeMutableBufferPointer { order in
                build(node: 0, low: 0, high: count, level: 0, raw, order)
            }
        }
        let radians = Double.pi / 180
        for position in 0..<count {
            let original = Int(order[position])
            originals[position] = Int32(original)
            x[position] = points[original].x
            y[position] = points[original].y
            treeX[position] = raw[original].x
            treeY[position] = raw[original].y
            treeZ[position] = raw[original].z
            cosine[position] = rule.isGeographic ? PointDistance.cosine(points[original].y * radians) : 1
        }
    }

    deinit {
        originals.deallocate()
        x.deallocate()
        y.deallocate()
        treeX.deallocate()
        treeY.deallocate()
        treeZ.deallocate()
        cosine.deallocate()
        boxes.deallocate()
    }

    private func build(
        node: Int, low: Int, high: Int, level: Int, _ raw: UnsafeMutableBufferPointer<SIMD4<Double>>,
        _ order: UnsafeMutableBufferPointer<Int32>
    ) {
        guard high > low else {
            for side in 0..<3 {
                boxes[6 * node + 2 * side] = .infinity
                boxes[6 * node + 2 * side + 1] = -.infinity
            }
            if level < depth {
                build(node: 2 * node + 1, low: low, high: low, level: level + 1, raw, order)
                build(node: 2 * node + 2, low: low, high: low, level: level + 1, raw, order)
            }
            return
        }
        var least = raw[Int(order[low])]
        var most = least
        for position in low..<high {
            let point = raw[Int(order[position])]
            least = pointwiseMin(least, point)
            most = pointwiseMax(most, point)
        }
        for side in 0..<3 {
            boxes[6 * node + 2 * side] = least[side]
            boxes[6 * node + 2 * side + 1] = most[side]
        }
        guard level < depth else { return }
        let spread = most - least
        var axis = 0
        if spread.y > spread[axis] { axis = 1 }
        if spread.z > spread[axis] { axis = 2 }
        let middle = (low + high) / 2
        PointSet.split(order, low: low, high: high - 1, at: middle) { raw[Int($0)][axis] }
        build(node: 2 * node + 1, low: low, high: middle, level: level + 1, raw, order)
        build(node: 2 * node + 2, low: middle, high: high, level: level + 1, raw, order)
    }

    /// Quickselect: positions before `rank` hold keys no larger, those after it no smaller.
    @inline(__always)
    private static func split(
        _ order: UnsafeMutableBufferPointer<Int32>, low: Int, high: Int, at rank: Int, key: (Int32) -> Double
    ) {
        var low = low
        var high = high
        while low < high {
            let pivot = key(order[(low + high) >> 1])
            var left = low
            var right = high
            while left <= right {
                while key(order[left]) < pivot { left += 1 }
                while key(order[right]) > pivot { right -= 1 }
                if left <= right {
                    order.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right { high = right } else if rank >= left { low = left } else { return }
        }
    }

    /// The range of positions of a node, from that of its parent.
    @inline(__always)
    static func children(_ low: Int, _ high: Int) -> Int { (low + high) / 2 }

    /// Squared distance in the tree from a point to a node's box: 0 inside.
    @inline(__always)
    func squaredDistance(toBox node: Int, _ px: Double, _ py: Double, _ pz: Double) -> Double {
        let box = boxes + 6 * node
        let dx = max(0, max(box[0] - px, px - box[1]))
        let dy = max(0, max(box[2] - py, py - box[3]))
        let dz = max(0, max(box[4] - pz, pz - box[5]))
        if rule == .manhattan { return (dx + dy) * (dx + dy) }
        return dx * dx + dy * dy + dz * dz
    }

    /// Squared distance in the tree from a point to the point at a position.
    @inline(__always)
    func squaredDistance(to position: Int, _ px: Double, _ py: Double, _ pz: Double) -> Double {
        let dx = treeX[position] - px
        let dy = treeY[position] - py
        let dz = treeZ[position] - pz
        if rule == .manhattan {
            let sum = abs(dx) + abs(dy)
            return sum * sum
        }
        return dx * dx + dy * dy + dz * dz
    }

    /// Distance by the rule from a position of another set to a position of this one, as
    /// ``PointDistance/distance(_:_:)`` gives it.
    @inline(__always)
    func distance(from position: Int, of other: PointSet, to target: Int) -> Double {
        let dx = x[target] - other.x[position]
        let dy = y[target] - other.y[position]
        if rule.isGeographic {
            return PointDistance.greatCircle(dx: dx, dy: dy, cosines: other.cosine[position] * cosine[target])
        }
        return rule.planeDistance(dx, dy)
    }
}

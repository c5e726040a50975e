import Foundation

/// Puts labels beside points so that they cover neither each other nor the points.
///
/// One label after the other, the most crowded first, tries places around its point, near ones first, and takes the
/// one that covers least. O(labels² · places).
struct LabelPlacer {
    /// A rectangle of a drawing.
    struct Box: Hashable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        func overlap(_ other: Box) -> Double {
            let across = min(x + width, other.x + other.width) - max(x, other.x)
            let down = min(y + height, other.y + other.height) - max(y, other.y)
            return across > 0 && down > 0 ? across * down : 0
        }
    }

    /// A label at its place.
    struct Placed {
        /// The label's rectangle.
        var box: Box
        /// Whether it stands so far off that a line should lead to it.
        var needsLeader: Bool
    }

    /// Size of the drawing.
    let width: Double
    /// Size of the drawing.
    let height: Double
    /// Rectangles no label should cover.
    var obstacles: [Box]

    /// Places labels of the given sizes beside the points, `radius` away at least; same order as the points.
    func place(_ labels: [(point: MapPoint, width: Double, height: Double)], radius: Double) -> [Placed] {
        var result = [Placed?](repeating: nil, count: labels.count)
        var taken: [Box] = []
        for index in crowdedFirst(labels.map(\.point)) {
            let label = labels[index]
            var best: (cost: Double, placed: Placed)?
            for (rank, candidate) in candidates(label.point, label.width, label.height, radius).enumerated() {
                let covered =
                    4 * taken.reduce(0) { $0 + candidate.box.overlap($1) }
                    + obstacles.reduce(0) { $0 + candidate.box.overlap($1) } + 8 * outside(candidate.box)
                let cost = covered + Double(rank)
                if cost < best?.cost ?? .infinity { best = (cost, candidate) }
            }
            if let best {
                result[index] = best.placed
                taken.append(best.placed.box)
            }
        }
        return result.compactMap { $0 }
    }

    private func crowdedFirst(_ points: [MapPoint]) -> [Int] {
        let crowding = points.map { point in
            points.reduce(0.0) { $0 + 1 / (10 + hypot($1.x - point.x, $1.y - point.y)) }
        }
        return points.indices.sorted { (-crowding[$0], $0) < (-crowding[$1], $1) }
    }

    private func outside(_ box: Box) -> Double {
        box.width * box.height - box.overlap(Box(x: 0, y: 0, width: width, height: height))
    }

    private func candidates(_ point: MapPoint, _ width: Double, _ height: Double, _ radius: Double) -> [Placed] {
        var result: [Placed] = []
        for (ring, distance) in [radius, radius + 8, radius + 18, radius + 30, radius + 44].enumerated() {
            // Right and left read best, then above and below, then the corners.
            for angle in [0, 180, 270, 90, 330, 30, 210, 150, 300, 60, 240, 120] {
                let cosine = cos(Double(angle) * .pi / 180)
                let sine = sin(Double(angle) * .pi / 180)
                let x = point.x + distance * cosine + (cosine > 0.3 ? 0 : cosine < -0.3 ? -width : -width / 2)
                let y = point.y + distance * sine + (sine > 0.3 ? 0 : sine < -0.3 ? -height : -height / 2)
                result.append(Placed(box: Box(x: x, y: y, width: width, height: height), needsLeader: ring > 0))
            }
        }
        return result
    }
}

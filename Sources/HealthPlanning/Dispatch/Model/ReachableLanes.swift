import Foundation

/// Which county's hospitals reach which county's institutions, and how far it is.
struct ReachableLanes {
    private(set) var starts: [Int] = [0]
    private(set) var senders: [Int32] = []
    private(set) var meters: [Int32] = []

    /// Finds every pair within reach, nearest first for each receiving county.
    ///
    /// Points become unit vectors, whose dot product rules most pairs out at a few multiplications each; the
    /// haversine formula decides the rest. O(senders · receivers).
    init(_ locations: [Coordinate], reach: Double, sends: [Bool], receives: [Bool]) {
        let vectors = locations.map(Self.unitVector)
        let angle = min(Double.pi, reach / Coordinate.roadFactor / Coordinate.earthRadius)
        let leastCosine = cos(angle) - 1e-9
        var found: [(meters: Int32, sender: Int32)] = []
        for receiver in locations.indices {
            defer { starts.append(senders.count) }
            guard receives[receiver] else { continue }
            found.removeAll(keepingCapacity: true)
            let to = vectors[receiver]
            for sender in locations.indices where sends[sender] {
                let from = vectors[sender]
                guard from.x * to.x + from.y * to.y + from.z * to.z >= leastCosine else { continue }
                if sender == receiver {
                    found.append((-1, Int32(sender)))
                    continue
                }
                let kilometers = locations[sender].roadLikeKilometers(to: locations[receiver])
                if kilometers <= reach {
                    found.append((Int32((kilometers * 1_000).rounded()), Int32(sender)))
                }
            }
            found.sort { $0.meters == $1.meters ? $0.sender < $1.sender : $0.meters < $1.meters }
            for lane in found {
                senders.append(lane.sender)
                meters.append(max(0, lane.meters))
            }
        }
    }

    private static func unitVector(_ point: Coordinate) -> (x: Double, y: Double, z: Double) {
        let (latitude, longitude) = (point.latitude * .pi / 180, point.longitude * .pi / 180)
        return (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    }
}

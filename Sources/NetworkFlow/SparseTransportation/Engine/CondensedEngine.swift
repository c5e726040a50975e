/// Exact transport from few suppliers to many receivers: successive shortest paths on the graph of suppliers.
///
/// Every receiver begins at its cheapest supplier. While a supplier holds more than it can send, a shortest path
/// over suppliers leads to one with room, an edge from a to b being the receiver that is cheapest to hand over from
/// a to b; receivers move along it. Prices of suppliers keep the reduced cost of every move at 0 or above, so what
/// is reached when no supplier is overfull is an optimum, and the prices prove it. The nodes searched are a few
/// suppliers, never receivers.
///
/// The start may be any prices at all: receivers begin at the supplier that is cheapest with its price, and
/// suppliers that are priced although they have room are brought to balance by searches against the direction of
/// the edges. So a change to the problem, or arcs found by pricing, cost no more than the differences they make.
///
/// One more supplier without limit, of cost 0 and of a fixed price above every path (``ceiling``), stands for demand
/// that nobody serves; it enters when no supplier with room can be reached.
final class CondensedEngine<Cost: CondensedCost> {
    let supplierCount: Int
    let receiverCount: Int
    /// Number of the supplier that stands for unmet demand.
    let nobody: Int
    /// Arcs of receiver i: `starts[i]..<starts[i + 1]`.
    let starts: UnsafeBufferPointer<Int32>
    let suppliers: UnsafeBufferPointer<Int32>
    let costs: UnsafeBufferPointer<Cost>
    /// Units each receiver needs; `nil` for one each.
    let needs: UnsafePointer<Int32>?
    /// What one unit of unmet demand costs.
    let ceiling: Int64

    /// Units a supplier can send, and units it holds.
    let supply: UnsafeMutablePointer<Int64>
    let load: UnsafeMutablePointer<Int64>
    let price: UnsafeMutablePointer<Int64>
    let tables: UnsafeMutablePointer<MoveTable<Cost>>
    /// Supplier of each receiver when every need is one unit.
    let holder: UnsafeMutablePointer<Int32>
    /// Units per arc, and units unmet per receiver, when needs differ.
    let flow: UnsafeMutablePointer<Int32>?
    let unmet: UnsafeMutablePointer<Int32>?

    /// Distance, predecessor and the edge from it, for the search under way; ``Int64/max`` where not reached.
    let distance: UnsafeMutablePointer<Int64>
    let previous: UnsafeMutablePointer<Int32>
    let previousEdge: UnsafeMutablePointer<Int32>
    var queue = SearchQueue()
    /// Suppliers with a distance, and those whose distance is final.
    let reached: UnsafeMutablePointer<Int32>
    let settled: UnsafeMutablePointer<Int32>
    var reachedCount = 0
    var settledCount = 0
    /// Moves of the path found: from, to, receiver.
    var moves: [(from: Int32, to: Int32, receiver: Int32)] = []
    /// Edges into each supplier as (supplier, index in its table), once searches go backwards.
    var incoming: [[(from: Int32, edge: Int32)]]?
    var servesNobody = false
    private(set) var augmentations = 0
    private(set) var settledInAll = 0

    init(
        supplies: [Int64], starts: UnsafeBufferPointer<Int32>, receiverCount: Int,
        suppliers: UnsafeBufferPointer<Int32>, costs: UnsafeBufferPointer<Cost>, needs: UnsafePointer<Int32>?,
        ceiling: Int64
    ) {
        supplierCount = supplies.count
        nobody = supplies.count
        self.receiverCount = receiverCount
        self.starts = starts
        self.suppliers = suppliers
        self.costs = costs
        self.needs = needs
        self.ceiling = ceiling
        let all = supplies.count + 1
        supply = .allocate(capacity: all)
        load = .allocate(capacity: all)
        price = .allocate(capacity: all)
        tables = .allocate(capacity: all)
        distance = .allocate(capacity: all)
        previous = .allocate(capacity: all)
        previousEdge = .allocate(capacity: all)
        reached = .allocate(capacity: all)
        settled = .allocate(capacity: all)
        for index in 0..<all {
            supply[index] = index < supplies.count ? supplies[index] : .max / 2
            load[index] = 0
            price[index] = index < supplies.count ? 0 : ceiling
            (tables + index).initialize(to: MoveTable())
            distance[index] = .max
            previous[index] = -1
            previousEdge[index] = -1
        }
        holder = .allocate(capacity: max(1, needs == nil ? receiverCount : 1))
        if needs == nil {
            flow = nil
            unmet = nil
        } else {
            let arcCount = suppliers.count
            let flow = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, arcCount))
            flow.initialize(repeating: 0, count: arcCount)
            let unmet = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, receiverCount))
            unmet.initialize(repeating: 0, count: receiverCount)
            self.flow = flow
            self.unmet = unmet
        }
    }

    deinit {
        for index in 0...supplierCount { tables[index].free() }
        tables.deallocate()
        supply.deallocate()
        load.deallocate()
        price.deallocate()
        distance.deallocate()
        previous.deallocate()
        previousEdge.deallocate()
        reached.deallocate()
        settled.deallocate()
        queue.free()
        holder.deallocate()
        flow?.deallocate()
        unmet?.deallocate()
    }

    /// Price per supplier.
    var prices: [Int64] { Array(UnsafeBufferPointer(start: price, count: supplierCount)) }

    /// Brings every supplier to balance, or stops when asked to.
    ///
    /// - Parameter shouldStop: Asked every few augmentations.
    /// - Returns: whether the plan is optimal.
    func run(shouldStop: (Int) -> Bool) -> Bool {
        for supplier in 0..<supplierCount {
            while load[supplier] > supply[supplier] {
                relieve(supplier)
                augmentations += 1
                settledInAll += settledCount
                if augmentations & 63 == 0 && shouldStop(augmentations) { return false }
            }
        }
        for supplier in 0..<supplierCount {
            while load[supplier] < supply[supplier] && price[supplier] > 0 {
                attract(to: supplier)
                augmentations += 1
                settledInAll += settledCount
                if augmentations & 63 == 0 && shouldStop(augmentations) { return false }
            }
        }
        return true
    }
}

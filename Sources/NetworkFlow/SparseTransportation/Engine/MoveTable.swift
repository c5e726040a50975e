/// The moves away from one supplier: for each other supplier the cheapest receiver to hand over, and a heap of the
/// rest.
///
/// The cheapest moves lie side by side, since searches read them all and nothing else. The cheapest is always held
/// by the supplier at present; the heaps may hold receivers that have left.
struct MoveTable<Cost: CondensedCost> {
    private(set) var count = 0
    private var capacity = 0
    /// Cheapest move per neighbour, or ``CondensedCost/noMove``.
    private(set) var best: UnsafeMutablePointer<Cost.Key>
    /// The neighbour.
    private(set) var neighbour: UnsafeMutablePointer<Int32>
    /// Moves other than the cheapest.
    private(set) var others: UnsafeMutablePointer<KeyHeap<Cost.Key>>
    /// Open addressing from neighbour to index, −1 where free.
    private var slots: UnsafeMutablePointer<Int32>
    private var mask = 7

    init() {
        best = .allocate(capacity: 1)
        neighbour = .allocate(capacity: 1)
        others = .allocate(capacity: 1)
        slots = .allocate(capacity: 8)
        slots.initialize(repeating: -1, count: 8)
    }

    func free() {
        for index in 0..<count { others[index].free() }
        best.deallocate()
        neighbour.deallocate()
        others.deallocate()
        slots.deallocate()
    }

    @inline(__always)
    private static func hash(_ supplier: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(truncatingIfNeeded: supplier) &* 0x9E37_79B9_7F4A_7C15) &>> 40)
    }

    /// Index of a neighbour, or −1.
    @inline(__always)
    func index(of supplier: Int) -> Int {
        var slot = Self.hash(supplier) & mask
        while true {
            let index = Int(slots[slot])
            if index < 0 || Int(neighbour[index]) == supplier { return index }
            slot = (slot &+ 1) & mask
        }
    }

    /// Adds a neighbour that is not there yet and returns its index.
    mutating func add(_ supplier: Int) -> Int {
        if count == capacity { grow() }
        best[count] = Cost.noMove
        neighbour[count] = Int32(supplier)
        (others + count).initialize(to: KeyHeap())
        count += 1
        if 2 * count > mask { rehash() } else { enter(count - 1) }
        return count - 1
    }

    private func enter(_ index: Int) {
        var slot = Self.hash(Int(neighbour[index])) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(index)
    }

    private mutating func rehash() {
        slots.deallocate()
        mask = 2 * mask + 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: -1, count: mask + 1)
        for index in 0..<count { enter(index) }
    }

    private mutating func grow() {
        capacity = max(4, capacity * 2)
        func moved<T>(_ old: UnsafeMutablePointer<T>) -> UnsafeMutablePointer<T> {
            let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
            new.moveInitialize(from: old, count: count)
            old.deallocate()
            return new
        }
        best = moved(best)
        neighbour = moved(neighbour)
        others = moved(others)
    }
}

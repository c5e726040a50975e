/// A cost as it is stored per arc, with the keys that order moves in heaps.
///
/// A key holds what a move costs and the receiver that moves, so that a heap is one flat array.
protocol CondensedCost: FixedWidthInteger, BitwiseCopyable, Sendable {
    associatedtype Key: Comparable, BitwiseCopyable

    /// Larger than every key of a move.
    static var noMove: Key { get }
    /// The key of a receiver's move.
    static func key(_ cost: Int64, receiver: Int) -> Key
    /// What the move costs.
    static func cost(of key: Key) -> Int64
    /// Who moves.
    static func receiver(of key: Key) -> Int
}

extension UInt32: CondensedCost {
    // 33 bits of cost, moved up to be positive, above 31 bits of receiver.
    private static var shift: Int64 { 1 << 32 }

    static var noMove: UInt64 { .max }

    @inline(__always)
    static func key(_ cost: Int64, receiver: Int) -> UInt64 {
        UInt64(bitPattern: (cost &+ shift) &<< 31) | UInt64(truncatingIfNeeded: receiver)
    }

    @inline(__always)
    static func cost(of key: UInt64) -> Int64 { Int64(bitPattern: key &>> 31) &- shift }

    @inline(__always)
    static func receiver(of key: UInt64) -> Int { Int(truncatingIfNeeded: key & 0x7FFF_FFFF) }
}

/// A key for costs of up to 60 bits.
struct WideMoveKey: Comparable, BitwiseCopyable {
    var cost: Int64
    var receiver: Int32

    @inline(__always)
    static func < (a: WideMoveKey, b: WideMoveKey) -> Bool {
        a.cost != b.cost ? a.cost < b.cost : a.receiver < b.receiver
    }
}

extension Int64: CondensedCost {
    static var noMove: WideMoveKey { WideMoveKey(cost: .max, receiver: .max) }

    @inline(__always)
    static func key(_ cost: Int64, receiver: Int) -> WideMoveKey {
        WideMoveKey(cost: cost, receiver: Int32(truncatingIfNeeded: receiver))
    }

    @inline(__always)
    static func cost(of key: WideMoveKey) -> Int64 { key.cost }

    @inline(__always)
    static func receiver(of key: WideMoveKey) -> Int { Int(key.receiver) }
}

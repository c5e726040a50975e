/// Identifiers by number and numbers by identifier, packed: a million of them take some twenty bytes each.
public struct IdentifierTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// Open addressing, −1 where free.
    private var slots = [Int32](repeating: -1, count: 16)

    init() {}

    /// Number of identifiers.
    public var count: Int { starts.count - 1 }

    /// The identifier of a number.
    public subscript(number: Int) -> String { String(decoding: self.bytes(of: number), as: UTF8.self) }

    /// Bytes of an identifier.
    package func bytes(of number: Int) -> ArraySlice<UInt8> { bytes[starts[number]..<starts[number + 1]] }

    /// The number of an identifier, or `nil`.
    @inline(__always)
    func number(of identifier: UnsafeBufferPointer<UInt8>) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(identifier) & mask
        while true {
            let number = Int(slots[slot])
            if number < 0 { return nil }
            if isSame(number, identifier) { return number }
            slot = (slot &+ 1) & mask
        }
    }

    /// Whether a number's identifier is this one.
    @inline(__always)
    func isSame(_ number: Int, _ identifier: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = starts[number]
        guard starts[number &+ 1] &- start == identifier.count else { return false }
        var place = 0
        while place < identifier.count {
            if bytes[start &+ place] != identifier[place] { return false }
            place &+= 1
        }
        return true
    }

    /// Adds an identifier; the number of the same one when it is there already.
    mutating func add(_ identifier: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        if let number = number(of: identifier) { return (number, false) }
        if 2 * (count + 1) > slots.count { widen() }
        bytes.append(contentsOf: identifier)
        starts.append(bytes.count)
        enter(count - 1)
        return (count - 1, true)
    }

    private mutating func enter(_ number: Int) {
        let mask = slots.count - 1
        var slot = bytes.withUnsafeBufferPointer {
            Self.hash(UnsafeBufferPointer(rebasing: $0[starts[number]..<starts[number + 1]])) & mask
        }
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(number)
    }

    private mutating func widen() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for number in 0..<count { enter(number) }
    }

    /// Eight bytes at a time, mixed by multiplication.
    @inline(__always)
    private static func hash(_ identifier: UnsafeBufferPointer<UInt8>) -> Int {
        var value = UInt64(truncatingIfNeeded: identifier.count) &* 0x9E37_79B9_7F4A_7C15
        var word: UInt64 = 0
        var place = 0
        while place < identifier.count {
            word = word &<< 8 | UInt64(identifier[place])
            place &+= 1
            if place & 7 == 0 {
                value = (value ^ word) &* 0xBF58_476D_1CE4_E5B9
                value ^= value &>> 29
                word = 0
            }
        }
        value = (value ^ word) &* 0x94D0_49BB_1331_11EB
        value ^= value &>> 32
        return Int(truncatingIfNeeded: value & 0x7FFF_FFFF_FFFF)
    }
}

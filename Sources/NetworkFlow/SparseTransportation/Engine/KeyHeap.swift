/// A binary heap of keys, least first, in memory of its own that the owner frees.
struct KeyHeap<Key: Comparable & BitwiseCopyable> {
    private(set) var keys: UnsafeMutablePointer<Key>?
    private(set) var count: Int32 = 0
    private var capacity: Int32 = 0

    /// Whether another key needs more memory.
    var isFull: Bool { count == capacity }

    func free() { keys?.deallocate() }

    /// Makes room for keys in all.
    mutating func reserve(_ wanted: Int) {
        guard wanted > Int(capacity) else { return }
        let larger = UnsafeMutablePointer<Key>.allocate(capacity: wanted)
        if let keys {
            larger.update(from: keys, count: Int(count))
            keys.deallocate()
        }
        keys = larger
        capacity = Int32(wanted)
    }

    /// Adds a key without putting it in its place.
    ///
    /// There must be room, and ``order()`` must follow.
    @inline(__always)
    mutating func append(_ key: Key) {
        keys?[Int(count)] = key
        count &+= 1
    }

    /// Adds a key; there must be room.
    @inline(__always)
    mutating func push(_ key: Key) {
        guard let keys else { return }
        var place = Int(count)
        count &+= 1
        while place > 0 {
            let above = (place &- 1) &>> 1
            if keys[above] <= key { break }
            keys[place] = keys[above]
            place = above
        }
        keys[place] = key
    }

    /// Takes the least key out.
    @inline(__always)
    mutating func pop() -> Key? {
        guard let keys, count > 0 else { return nil }
        let least = keys[0]
        count &-= 1
        if count > 0 { Self.sink(keys[Int(count)], from: 0, in: keys, count: Int(count)) }
        return least
    }

    /// Makes a heap of what was appended.
    mutating func order() {
        guard let keys, count > 1 else { return }
        var place = Int(count) / 2 - 1
        while place >= 0 {
            Self.sink(keys[place], from: place, in: keys, count: Int(count))
            place -= 1
        }
    }

    /// Keeps the keys that pass, once each.
    mutating func prune(_ isKept: (Key) -> Bool) {
        guard let keys else { return }
        var kept = 0
        for place in 0..<Int(count) where isKept(keys[place]) {
            keys[kept] = keys[place]
            kept += 1
        }
        var buffer = UnsafeMutableBufferPointer(start: keys, count: kept)
        buffer.sort()
        var unique = 0
        for place in 0..<kept where unique == 0 || keys[unique - 1] != keys[place] {
            keys[unique] = keys[place]
            unique += 1
        }
        count = Int32(unique)
    }

    @inline(__always)
    private static func sink(_ key: Key, from start: Int, in keys: UnsafeMutablePointer<Key>, count: Int) {
        var place = start
        while true {
            var below = 2 &* place &+ 1
            if below >= count { break }
            if below &+ 1 < count, keys[below &+ 1] < keys[below] { below &+= 1 }
            if keys[below] >= key { break }
            keys[place] = keys[below]
            place = below
        }
        keys[place] = key
    }
}

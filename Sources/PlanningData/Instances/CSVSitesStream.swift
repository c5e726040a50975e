import Foundation

/// Reads plain, sound CSV files of clients and sites as a stream of bytes: no record is kept but what the instance needs,
/// so that ten million rows fit where a table of them would not.
///
/// Anything out of the ordinary, from a quoted field to a number that is none, makes it give up, and the reader of
/// tables takes over, which knows how to name what is wrong.
struct CSVSitesStream {
    /// Where the fields of the header are, and what they may hold.
    struct Layout {
        var fieldCount: Int
        var id: Int
        var x: Int
        var y: Int
        var role: Int?
        var cost: Int?
        var capacity: Int?
        var demand: Int?
        var xs: ClosedRange<Double>
        var ys: ClosedRange<Double>
    }

    private(set) var clients: [String] = []
    private(set) var demands: [Double] = []
    private(set) var clientPoints: [PlanePoint] = []
    private(set) var sites: [String] = []
    private(set) var sitePoints: [PlanePoint] = []
    private(set) var openingCosts: [Double] = []
    private(set) var capacities: [Double] = []
    private let layoutOf: ([UInt8]) -> Layout?
    private var layout: Layout?
    private var seen = HashSet64()
    private var starts: [Int]
    private var isFirst = true
    /// Whether the file is out of the ordinary.
    private(set) var hasGivenUp = false

    /// - Parameter layout: the layout a header line means, or `nil` when something is wrong with it.
    init(layout: @escaping ([UInt8]) -> Layout?) {
        layoutOf = layout
        starts = []
    }

    /// Reads a file in pieces; false when another reader has to take over.
    mutating func read(contentsOf path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        var rest: [UInt8] = []
        while true {
            guard let piece = try? handle.read(upToCount: 1 << 22) else { break }
            if piece.isEmpty { break }
            if isFirst, Gzip.isCompressed([UInt8](piece.prefix(2))) { return false }
            rest.append(contentsOf: piece)
            let used = take(rest, isLast: false)
            if hasGivenUp { return false }
            rest.removeSubrange(..<used)
            // A line of megabytes is none of ours.
            if rest.count > 1 << 24 { return false }
        }
        return finish(rest)
    }

    /// Reads text in memory; false when another reader has to take over.
    mutating func read(_ bytes: [UInt8]) -> Bool { finish(bytes) }

    private mutating func finish(_ rest: [UInt8]) -> Bool {
        _ = take(rest, isLast: true)
        return !hasGivenUp && layout != nil && !clients.isEmpty && !sites.isEmpty
    }

    /// Takes whole lines; returns how many bytes were used.
    private mutating func take(_ bytes: [UInt8], isLast: Bool) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var position = 0
            if isFirst, bytes.count >= 3 || isLast {
                position = TextEncoding.byteOrderMarkLength(bytes)
            }
            while position < buffer.count {
                guard let end = lineEnd(buffer, from: position, isLast: isLast) else { break }
                isFirst = false
                var last = end
                if last > position, buffer[last - 1] == 0x0D { last -= 1 }
                if last > position {
                    line(buffer, position, last)
                    if hasGivenUp { return position }
                }
                position = min(buffer.count, end + 1)
            }
            return position
        }
    }

    private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
            return isLast ? bytes.count : nil
        }
        return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }

    private mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        guard let layout else {
            layout = isPlain(bytes, start, end) ? layoutOf(Array(bytes[start..<end])) : nil
            hasGivenUp = layout == nil
            starts = Array(repeating: 0, count: (layout?.fieldCount ?? 0) + 1)
            return
        }
        guard split(bytes, start, end, layout.fieldCount), take(bytes, layout) else {
            hasGivenUp = true
            return
        }
    }

    private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        bytes[start..<end].allSatisfy { $0 < 0x80 && $0 != 0 && $0 != 0x22 && $0 != 0x0D }
    }

    /// Notes where the fields start; false for quotes, zero bytes, broken UTF-8 and the wrong number of fields.
    private mutating func split(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ count: Int) -> Bool {
        var field = 0
        starts[0] = start
        var isASCII = true
        for position in start..<end {
            let byte = bytes[position]
            if byte == 0x2C {
                field += 1
                if field >= count { return false }
                starts[field] = position + 1
            } else if byte >= 0x80 {
                isASCII = false
            } else if byte == 0x22 || byte == 0 || byte == 0x0D {
                return false
            }
        }
        starts[count] = end + 1
        guard field == count - 1 else { return false }
        return isASCII || String(validating: bytes[start..<end], as: UTF8.self) != nil
    }

    private func range(_ field: Int) -> Range<Int> { starts[field]..<starts[field + 1] - 1 }

    private func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ field: Int, in limits: ClosedRange<Double>
    ) -> Double? {
        guard case .value(let value) = NumberText.double(bytes, range(field)), limits.contains(value) else {
            return nil
        }
        return value
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ layout: Layout) -> Bool {
        let name = NumberText.trimmed(bytes, range(layout.id))
        guard !name.isEmpty, seen.insert(bytes[name]),
            let x = number(bytes, layout.x, in: layout.xs), let y = number(bytes, layout.y, in: layout.ys)
        else { return false }
        var isClient = true
        var isSite = true
        if let field = layout.role {
            let role = NumberText.trimmed(bytes, range(field))
            if !role.isEmpty {
                if bytes[role].elementsEqual("client".utf8) {
                    isSite = false
                } else if bytes[role].elementsEqual("site".utf8) {
                    isClient = false
                } else if !bytes[role].elementsEqual("both".utf8) {
                    return false
                }
            }
        }
        var cost = 0.0
        if let field = layout.cost, !NumberText.trimmed(bytes, range(field)).isEmpty {
            guard let value = number(bytes, field, in: InstanceText.amounts) else { return false }
            cost = value
        }
        let id = String(decoding: bytes[name], as: UTF8.self)
        if isClient {
            var demand = 1.0
            if let field = layout.demand {
                guard let value = number(bytes, field, in: InstanceText.amounts) else { return false }
                demand = value
            }
            clients.append(id)
            demands.append(demand)
            clientPoints.append(PlanePoint(x: x, y: y))
        }
        if isSite {
            var capacity = 0.0
            if let field = layout.capacity {
                guard let value = number(bytes, field, in: InstanceText.amounts) else { return false }
                capacity = value
            }
            sites.append(id)
            sitePoints.append(PlanePoint(x: x, y: y))
            openingCosts.append(cost)
            capacities.append(capacity)
        }
        return true
    }
}

/// The hashes of byte strings met so far, eight bytes each.
private struct HashSet64 {
    private var table: [UInt64] = Array(repeating: 0, count: 1 << 10)
    private var count = 0

    /// Adds a string; false when its hash was met before, so that equal strings are never missed.
    mutating func insert(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        if hash == 0 { hash = 1 }
        guard place(hash) else { return false }
        count += 1
        if 3 * count > 2 * table.count { grow() }
        return true
    }

    private mutating func place(_ hash: UInt64) -> Bool {
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while table[slot] != 0 {
            if table[slot] == hash { return false }
            slot = (slot + 1) & mask
        }
        table[slot] = hash
        return true
    }

    private mutating func grow() {
        let old = table
        table = Array(repeating: 0, count: 2 * old.count)
        for hash in old where hash != 0 { _ = place(hash) }
    }
}

/// Why compressed data could not be unpacked.
enum InflateFailure: Error {
    /// The data end too early.
    case truncated
    /// The data break the format.
    case corrupt(String)
    /// The output would exceed the limit.
    case tooLarge
}

/// Unpacks the DEFLATE format (RFC 1951).
struct Inflater {
    private let bytes: [UInt8]
    private let limit: Int
    /// First byte not yet taken.
    private(set) var position: Int
    private var bits: UInt64 = 0
    private var bitCount = 0

    init(bytes: [UInt8], position: Int, limit: Int) {
        self.bytes = bytes
        self.position = position
        self.limit = limit
    }

    /// Unpacks one stream to its end and returns bytes read ahead.
    mutating func run(into output: inout [UInt8]) throws(InflateFailure) {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored(&output)
            case 1: try compressed(Self.fixedLengths, Self.fixedDistances, &output)
            case 2:
                let (lengths, distances) = try dynamicCodes()
                try compressed(lengths, distances, &output)
            default: throw .corrupt("unknown block type")
            }
        }
        position -= bitCount / 8
    }

    private mutating func refill() {
        while bitCount <= 48, position < bytes.count {
            bits |= UInt64(bytes[position]) << UInt64(bitCount)
            position += 1
            bitCount += 8
        }
    }

    private mutating func take(_ count: Int) throws(InflateFailure) -> Int {
        if bitCount < count { refill() }
        guard bitCount >= count else { throw .truncated }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func stored(_ output: inout [UInt8]) throws(InflateFailure) {
        // Back to a byte boundary; whole bytes read ahead are given back.
        bits >>= UInt64(bitCount % 8)
        bitCount -= bitCount % 8
        position -= bitCount / 8
        bits = 0
        bitCount = 0
        guard position + 4 <= bytes.count else { throw .truncated }
        let length = Int(bytes[position]) | Int(bytes[position + 1]) << 8
        let complement = Int(bytes[position + 2]) | Int(bytes[position + 3]) << 8
        guard length == complement ^ 0xFFFF else { throw .corrupt("a stored block contradicts its length") }
        position += 4
        guard position + length <= bytes.count else { throw .truncated }
        guard output.count + length <= limit else { throw .tooLarge }
        output.append(contentsOf: bytes[position..<position + length])
        position += length
    }

    private mutating func compressed(
        _ lengths: HuffmanCode, _ distances: HuffmanCode, _ output: inout [UInt8]
    ) throws(InflateFailure) {
        while true {
            let symbol = try decode(lengths)
            if symbol < 256 {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol - 257 < Self.lengthBase.count else { throw .corrupt("unknown length") }
            let length = Self.lengthBase[symbol - 257] + (try take(Self.lengthExtra[symbol - 257]))
            let code = try decode(distances)
            guard code < Self.distanceBase.count else { throw .corrupt("unknown distance") }
            let distance = Self.distanceBase[code] + (try take(Self.distanceExtra[code]))
            guard distance <= output.count else { throw .corrupt("a reference before the start") }
            guard output.count + length <= limit else { throw .tooLarge }
            let start = output.count - distance
            for offset in 0..<length { output.append(output[start + offset]) }
        }
    }

    private mutating func decode(_ code: HuffmanCode) throws(InflateFailure) -> Int {
        if bitCount < HuffmanCode.longest { refill() }
        let entry = code.table[Int(bits & UInt64(HuffmanCode.tableSize - 1))]
        let length = Int(entry & 15)
        guard length > 0 else { throw bitCount < HuffmanCode.longest ? .truncated : .corrupt("unknown code") }
        guard length <= bitCount else { throw .truncated }
        bits >>= UInt64(length)
        bitCount -= length
        return Int(entry >> 4)
    }

    private mutating func dynamicCodes() throws(InflateFailure) -> (HuffmanCode, HuffmanCode) {
        let lengthCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let orderCount = try take(4) + 4
        guard lengthCount <= 286, distanceCount <= 30 else { throw .corrupt("too many codes") }
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<orderCount { codeLengths[Self.order[index]] = UInt8(try take(3)) }
        let code = try HuffmanCode(codeLengths)
        var lengths: [UInt8] = []
        while lengths.count < lengthCount + distanceCount {
            let symbol = try decode(code)
            switch symbol {
            case 0...15: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw .corrupt("a repeat without a first") }
                lengths.append(contentsOf: repeatElement(last, count: 3 + (try take(2))))
            case 17: lengths.append(contentsOf: repeatElement(0, count: 3 + (try take(3))))
            default: lengths.append(contentsOf: repeatElement(0, count: 11 + (try take(7))))
            }
        }
        guard lengths.count == lengthCount + distanceCount else { throw .corrupt("too many code lengths") }
        return (
            try HuffmanCode(Array(lengths[..<lengthCount])), try HuffmanCode(Array(lengths[lengthCount...]))
        )
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthExtra = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073,
        4_097,
        6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceExtra = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    private static let fixedLengths = HuffmanCode(
        complete: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistances = HuffmanCode(complete: [UInt8](repeating: 5, count: 32))
}

/// A prefix code as one table over all fifteen-bit inputs.
struct HuffmanCode {
    static let longest = 15
    static let tableSize = 1 << longest

    /// Symbol × 16 + length per input, 0 where no code starts like this.
    fileprivate var table: [UInt16]

    /// Builds the code from lengths; over-full codes are refused.
    init(_ lengths: [UInt8]) throws(InflateFailure) {
        var room = 1 << Self.longest
        for length in lengths where length > 0 { room -= 1 << (Self.longest - Int(length)) }
        guard room >= 0 else { throw .corrupt("an over-full code") }
        self.init(complete: lengths)
    }

    fileprivate init(complete lengths: [UInt8]) {
        table = [UInt16](repeating: 0, count: Self.tableSize)
        var code = 0
        for length in 1...Self.longest {
            for symbol in lengths.indices where Int(lengths[symbol]) == length {
                // Codes are packed from the most significant bit: turn them round, then fill every continuation.
                var reversed = 0
                for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
                var entry = reversed
                while entry < Self.tableSize {
                    table[entry] = UInt16(symbol << 4 | length)
                    entry += 1 << length
                }
                code += 1
            }
            code <<= 1
        }
    }
}

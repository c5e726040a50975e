/// Costs as they are read, exact: whole numbers in 32 bits while they fit, else in 64, with decimals as a common
/// power of ten.
struct CostColumn {
    /// Most decimals kept exactly; further ones are rounded away.
    static let mostDecimals = 9

    private(set) var narrow: [Int32] = []
    private(set) var wide: [Int64] = []
    private var isWide = false
    /// Every entry stands for itself divided by 10 to this power.
    private(set) var decimals = 0

    var count: Int { isWide ? wide.count : narrow.count }

    /// Adds a cost; `false` when it is beyond 64 bits together with the decimals of the others.
    mutating func append(_ digits: Int64, decimals own: Int) -> Bool {
        if own == decimals, !isWide, let small = Int32(exactly: digits) {
            narrow.append(small)
            return true
        }
        if own > decimals, !rescale(to: own) { return false }
        guard let value = Self.scaled(digits, by: decimals - own) else { return false }
        if !isWide, let small = Int32(exactly: value) {
            narrow.append(small)
        } else {
            widen()
            wide.append(value)
        }
        return true
    }

    private mutating func widen() {
        guard !isWide else { return }
        wide = narrow.map(Int64.init)
        narrow = []
        isWide = true
    }

    private mutating func rescale(to own: Int) -> Bool {
        let power = own - decimals
        if count > 0 { widen() }
        for index in wide.indices {
            guard let value = Self.scaled(wide[index], by: power) else { return false }
            wide[index] = value
        }
        decimals = own
        return true
    }

    private static func scaled(_ digits: Int64, by power: Int) -> Int64? {
        var value = digits
        for _ in 0..<power {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return value
    }

    /// Reads a decimal number exactly as digits and a count of decimals; `nil` when it is none or has an exponent.
    @inline(__always)
    static func read(_ field: UnsafeBufferPointer<UInt8>) -> (digits: Int64, decimals: Int)? {
        var place = 0
        var end = field.count
        while place < end, field[place] == 0x20 || field[place] == 0x09 { place &+= 1 }
        while end > place, field[end &- 1] == 0x20 || field[end &- 1] == 0x09 { end &-= 1 }
        guard place < end else { return nil }
        let isNegative = field[place] == 0x2D
        if isNegative || field[place] == 0x2B { place &+= 1 }
        var value: Int64 = 0
        var decimals = 0
        var hasPoint = false
        var hasDigits = false
        while place < end {
            let byte = field[place]
            place &+= 1
            if byte == 0x2E, !hasPoint {
                hasPoint = true
                continue
            }
            guard byte &- 0x30 <= 9 else { return nil }
            hasDigits = true
            if hasPoint {
                if decimals == mostDecimals {
                    // The first digit beyond decides the rounding, half away from zero.
                    if byte >= 0x35 { value += 1 }
                    while place < end, field[place] &- 0x30 <= 9 { place &+= 1 }
                    guard place == end else { return nil }
                    break
                }
                decimals &+= 1
            }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(byte &- 0x30))
            if overflow || carry { return nil }
            value = sum
        }
        guard hasDigits else { return nil }
        // 12.50 is 12.5, and 3.0 is a whole number.
        while decimals > 0, value % 10 == 0 {
            value /= 10
            decimals &-= 1
        }
        return (isNegative ? -value : value, decimals)
    }

    /// Hands the costs over, in 32 bits above their least one where they lie close enough.
    mutating func take() -> (offsets: [UInt32], base: Int64)? {
        guard !isWide else { return nil }
        let least = narrow.min() ?? 0
        let offsets = narrow.map { UInt32(truncatingIfNeeded: Int64($0) - Int64(least)) }
        narrow = []
        return (offsets, Int64(least))
    }
}

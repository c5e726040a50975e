/// Costs as they are read, exact: whole numbers in 32 bits while they fit, else in 64, with decimals as a common
/// power of ten.
///
/// Decimals beyond the ninth, and those for which sums of costs would leave 64 bits, are rounded away for all costs
/// alike; whole numbers never are.
struct CostColumn {
    /// Most decimals kept.
    static let mostDecimals = 9

    private(set) var narrow: [Int32] = []
    private(set) var wide: [Int64] = []
    private var isWide = false
    /// Every entry stands for itself divided by 10 to this power.
    private(set) var decimals = 0
    /// Whether digits were rounded away.
    private(set) var isRounded = false
    /// Entries with decimals stay within ± this.
    private let limit: Int64
    /// Most decimals with which all entries so far stay within the limit.
    private var mostFitting = CostColumn.mostDecimals

    /// Creates a column whose entries stay within ± `limit` as long as rounding decimals can see to it.
    init(limit: Int64 = .max) { self.limit = limit }

    var count: Int { isWide ? wide.count : narrow.count }

    /// Adds a cost.
    mutating func append(_ cost: CostText) {
        if cost.isRounded { isRounded = true }
        if cost.decimals == decimals, !isWide, let small = Int32(exactly: cost.digits) {
            narrow.append(small)
            return
        }
        if cost.decimals > decimals { rescale(to: cost.decimals) }
        while decimals > 0, entry(cost, within: limit) == nil { dropDecimal() }
        // Whole numbers are taken as they are; whether they can be added up is for the problem to say.
        let value = entry(cost, within: .max) ?? cost.digits
        if !isWide, let small = Int32(exactly: value) {
            narrow.append(small)
        } else {
            widen()
            wide.append(value)
        }
        if cost.decimals > decimals { isRounded = true }
    }

    /// A cost in the column's decimals; `nil` beyond ± `limit`.
    private func entry(_ cost: CostText, within limit: Int64) -> Int64? {
        cost.decimals > decimals
            ? Self.scaled(Self.shortened(cost.digits, by: cost.decimals - decimals), by: 0, within: limit)
            : Self.scaled(cost.digits, by: decimals - cost.decimals, within: limit)
    }

    private mutating func widen() {
        guard !isWide else { return }
        wide = narrow.map(Int64.init)
        narrow = []
        isWide = true
    }

    /// Goes over to more decimals, as many of these as all entries can take.
    private mutating func rescale(to own: Int) {
        var power = min(own, mostFitting) - decimals
        guard power > 0 else { return }
        if count > 0 { widen() }
        while power > 0, wide.contains(where: { Self.scaled($0, by: power, within: limit) == nil }) {
            power -= 1
            mostFitting = decimals + power
            isRounded = true
        }
        for index in wide.indices { wide[index] = Self.scaled(wide[index], by: power, within: .max) ?? wide[index] }
        decimals += power
    }

    /// Rounds the last decimal of every entry away.
    private mutating func dropDecimal() {
        for index in wide.indices { wide[index] = Self.shortened(wide[index], by: 1) }
        for index in narrow.indices {
            narrow[index] = Int32(truncatingIfNeeded: Self.shortened(Int64(narrow[index]), by: 1))
        }
        decimals -= 1
        mostFitting = decimals
        isRounded = true
    }

    private static func scaled(_ digits: Int64, by power: Int, within limit: Int64) -> Int64? {
        var value = digits
        for _ in 0..<max(0, power) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        return value.magnitude <= limit.magnitude ? value : nil
    }

    /// Without the last digits, rounded half away from zero.
    static func shortened(_ digits: Int64, by count: Int) -> Int64 {
        guard count > 0 else { return digits }
        var value = digits
        for _ in 1..<count { value /= 10 }
        return value / 10 + (value % 10 >= 5 ? 1 : value % 10 <= -5 ? -1 : 0)
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

/// A cost as a file writes it: digits, and how many of them are decimals.
struct CostText {
    var digits: Int64
    var decimals: Int
    /// Whether decimals beyond ``CostColumn/mostDecimals`` were rounded away.
    var isRounded = false

    /// What reading comes to.
    enum Reading {
        case value(CostText)
        case tooLarge
        case invalid
    }

    /// Reads a decimal number such as `12`, `-0.5` or `1.5e-3` without rounding through binary fractions.
    @inline(__always)
    static func read(_ field: UnsafeBufferPointer<UInt8>) -> Reading {
        var place = 0
        var value: Int64 = 0
        // Up to eighteen plain digits cannot leave 64 bits; signs, points, blanks and exponents are for the slow way.
        guard !field.isEmpty, field.count <= 18 else { return readSlowly(field) }
        while place < field.count {
            let digit = field[place] &- 0x30
            guard digit <= 9 else { return readSlowly(field) }
            value = value &* 10 &+ Int64(digit)
            place &+= 1
        }
        return .value(CostText(digits: value, decimals: 0))
    }

    private static func readSlowly(_ field: UnsafeBufferPointer<UInt8>) -> Reading {
        let range = NumberText.trimmed(field, 0..<field.count)
        var place = range.lowerBound
        let end = range.upperBound
        guard place < end else { return .invalid }
        let isNegative = field[place] == 0x2D
        if isNegative || field[place] == 0x2B { place += 1 }
        var value: Int64 = 0
        var decimals = 0
        var (hasPoint, hasDigits, isRounded, isTooLarge) = (false, false, false, false)
        /// The digit that decides the rounding, once no more fit.
        var dropped: UInt8?
        scan: while place < end {
            let byte = field[place]
            switch byte {
            case 0x2E where !hasPoint: hasPoint = true
            case 0x30...0x39:
                hasDigits = true
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(Int64(byte - 0x30))
                if dropped == nil, !overflow, !carry {
                    value = sum
                    if hasPoint { decimals += 1 }
                } else if hasPoint {
                    if dropped == nil { dropped = byte - 0x30 }
                    if byte != 0x30 { isRounded = true }
                } else {
                    isTooLarge = true
                }
            default: break scan
            }
            place += 1
        }
        guard hasDigits else { return .invalid }
        if place < end {
            guard field[place] == 0x65 || field[place] == 0x45, place + 1 < end, field[place + 1] != 0x20,
                field[place + 1] != 0x09, case .value(let power) = NumberText.int(field, place + 1..<end)
            else { return .invalid }
            decimals -= max(-1_000, min(1_000, power))
        }
        if isTooLarge { return .tooLarge }
        if let dropped, dropped >= 5, value < .max { value += 1 }
        while decimals < 0, value != 0 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return .tooLarge }
            value = product
            decimals += 1
        }
        if value == 0 { decimals = 0 }
        if decimals > CostColumn.mostDecimals {
            let excess = decimals - CostColumn.mostDecimals
            let shorter = excess > 19 ? 0 : CostColumn.shortened(value, by: excess)
            isRounded = isRounded || !ends(value, inZeros: excess)
            (value, decimals) = (shorter, CostColumn.mostDecimals)
        }
        // 12.50 is 12.5, and 3.0 is a whole number.
        while decimals > 0, value % 10 == 0 {
            value /= 10
            decimals -= 1
        }
        return .value(CostText(digits: isNegative ? -value : value, decimals: decimals, isRounded: isRounded))
    }

    private static func ends(_ digits: Int64, inZeros count: Int) -> Bool {
        var shifted = digits
        for _ in 0..<min(count, 19) {
            if shifted % 10 != 0 { return false }
            shifted /= 10
        }
        return true
    }
}

internal import NetworkFlow

/// The arcs between institutions and hospitals, grouped by institution as they come or afterwards.
struct ArcFile {
    private let receivers: IdentifierTable
    private let supplierTable: IdentifierTable
    /// Whether a name the tables do not hold is a mistake, rather than the fault of a file that could not be read.
    private let (knowsReceivers, knowsSuppliers): (Bool, Bool)
    private var suppliers: [Int32] = []
    private var costs: CostColumn
    /// Stretches of arcs of one institution: where each begins, and whose it is.
    private var runs: [(start: Int32, receiver: Int32)] = []
    /// Names met that the files do not hold; each is told once.
    private var unknown: Set<String> = []
    private var file = ""

    init(receivers: ReceiverFile, suppliers: SupplierFile) {
        self.receivers = receivers.identifiers
        supplierTable = suppliers.identifiers
        knowsReceivers = receivers.isListed
        knowsSuppliers = suppliers.isListed
        // Chains of as many costs as there are hospitals stay within 2^60.
        costs = CostColumn(limit: (1 << 59) / (Int64(supplierTable.count) + 2) - 1)
    }

    /// Decimals of the costs.
    var decimals: Int { costs.decimals }
    /// Whether decimals of costs were rounded away.
    var isRounded: Bool { costs.isRounded }

    /// Reads the file; every problem is logged, those of a row's other fields too when one is wrong.
    mutating func read(_ path: String, log: inout ProblemLog) {
        do throws(DataError) { try readRows(path, log: &log) } catch { log.add(error) }
    }

    private mutating func readRows(_ path: String, log: inout ProblemLog) throws(DataError) {
        file = path
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let receiverColumn = columns.require("institution", log: &log)
        let supplierColumn = columns.require("hospital", log: &log)
        let costColumn = columns.require("cost", synonyms: ["distance", "km", "travel"], log: &log)
        var current = -1
        // Which run named each hospital last, to find pairs given twice.
        var lastRun = [Int32](repeating: -1, count: supplierTable.count)
        while try stream.next(log: &log) {
            guard columns.fits(stream, log: &log) else { continue }
            let receiver = receiver(stream, columns, receiverColumn, current, &log)
            let supplier = supplier(stream, columns, supplierColumn, &log)
            let cost = cost(stream, costColumn, &log)
            guard let receiver, let supplier, let cost else { continue }
            if receiver != current {
                current = receiver
                runs.append((Int32(truncatingIfNeeded: suppliers.count), Int32(receiver)))
            }
            if lastRun[supplier] == Int32(runs.count) {
                log.add(
                    path, line: stream.line, field: "hospital", "the pair is given already", fix: "keep one row of it")
            }
            lastRun[supplier] = Int32(runs.count)
            guard suppliers.count < Int(Int32.max) - 1 else {
                throw DataError([
                    DataProblem(
                        file: path, line: stream.line, message: "more than 2^31 arcs", fix: "list fewer hospitals each")
                ])
            }
            suppliers.append(Int32(supplier))
            costs.append(cost)
        }
    }

    @inline(__always)
    private mutating func receiver(
        _ stream: RecordStream, _ columns: RecordColumns, _ column: Int?, _ current: Int, _ log: inout ProblemLog
    ) -> Int? {
        guard let column, let name = columns.identifier(stream, column, log: &log) else { return nil }
        if current >= 0, receivers.isSame(current, name) { return current }
        if let number = receivers.number(of: name) { return number }
        if knowsReceivers { tell("institution", stream, column, &log) }
        return nil
    }

    @inline(__always)
    private mutating func supplier(
        _ stream: RecordStream, _ columns: RecordColumns, _ column: Int?, _ log: inout ProblemLog
    ) -> Int? {
        guard let column, let name = columns.identifier(stream, column, log: &log) else { return nil }
        if let number = supplierTable.number(of: name) { return number }
        if knowsSuppliers { tell("hospital", stream, column, &log) }
        return nil
    }

    @inline(__always)
    private func cost(_ stream: RecordStream, _ column: Int?, _ log: inout ProblemLog) -> CostText? {
        guard let column else { return nil }
        switch CostText.read(stream.field(column)) {
        case .value(let cost): return cost
        case .tooLarge:
            log.add(
                file, line: stream.line, field: "cost",
                "\"\(NumberText.shortened(stream.text(column)))\" is too large", fix: "use larger units of cost")
        case .invalid:
            let (message, fix) = NumberText.diagnose(stream.text(column), whole: false)
            log.add(file, line: stream.line, field: "cost", message, fix: fix)
        }
        return nil
    }

    private mutating func tell(_ what: String, _ stream: RecordStream, _ column: Int, _ log: inout ProblemLog) {
        let name = stream.text(column)
        // Enough to know whom to add; a file of other names altogether must not fill memory.
        guard unknown.count < 10_000, unknown.insert("\(what) \(name)").inserted else { return }
        log.add(
            file, line: stream.line, field: what, "\"\(NumberText.shortened(name))\" is not among the \(what)s",
            fix: "add it to the file of \(what)s, or mend the identifier")
    }

    /// Hands over the arcs grouped by institution, in their order.
    mutating func take(log: inout ProblemLog) -> (
        starts: [Int32], suppliers: [Int32], costs: SparseTransportation.Costs
    ) {
        var starts = [Int32](repeating: 0, count: receivers.count + 1)
        var isOrdered = true
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? runs[index + 1].start : Int32(suppliers.count)
            starts[Int(run.receiver) + 1] += end - run.start
            if index > 0, runs[index - 1].receiver >= run.receiver { isOrdered = false }
        }
        for receiver in 0..<receivers.count { starts[receiver + 1] += starts[receiver] }
        guard isOrdered else { return regrouped(starts, log: &log) }
        let own = suppliers
        suppliers = []
        runs = []
        if let (offsets, base) = costs.take() { return (starts, own, .offsets(offsets, base: base)) }
        return (starts, own, SparseTransportation.Costs(costs.wide))
    }

    private mutating func regrouped(_ starts: [Int32], log: inout ProblemLog) -> (
        starts: [Int32], suppliers: [Int32], costs: SparseTransportation.Costs
    ) {
        var next = starts
        var own = [Int32](repeating: 0, count: suppliers.count)
        let taken = costs.take()
        var offsets = [UInt32](repeating: 0, count: taken == nil ? 0 : suppliers.count)
        var wide = [Int64](repeating: 0, count: taken == nil ? suppliers.count : 0)
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? Int(runs[index + 1].start) : suppliers.count
            for arc in Int(run.start)..<end {
                let place = Int(next[Int(run.receiver)])
                next[Int(run.receiver)] += 1
                own[place] = suppliers[arc]
                if let taken { offsets[place] = taken.offsets[arc] } else { wide[place] = costs.wide[arc] }
            }
        }
        // Pairs given twice in stretches apart show only now.
        var last = [Int32](repeating: -1, count: supplierTable.count)
        for receiver in 0..<receivers.count {
            for place in Int(starts[receiver])..<Int(starts[receiver + 1]) {
                let supplier = Int(own[place])
                if last[supplier] == Int32(receiver) {
                    log.add(
                        file, field: "hospital",
                        "the pair \(receivers[receiver]), \(supplierTable[supplier]) is given more than once",
                        fix: "keep one row of it")
                }
                last[supplier] = Int32(receiver)
            }
        }
        return (starts, own, taken.map { .offsets(offsets, base: $0.base) } ?? SparseTransportation.Costs(wide))
    }
}

internal import NetworkFlow

/// The arcs between institutions and hospitals, grouped by institution as they come or afterwards.
struct ArcFile {
    private let receivers: IdentifierTable
    private let supplierTable: IdentifierTable
    private var suppliers: [Int32] = []
    private var costs = CostColumn()
    /// Stretches of arcs of one institution: where each begins, and whose it is.
    private var runs: [(start: Int32, receiver: Int32)] = []
    private var file = ""

    init(receivers: IdentifierTable, suppliers: IdentifierTable) {
        self.receivers = receivers
        supplierTable = suppliers
    }

    /// Decimals of the costs.
    var decimals: Int { costs.decimals }

    /// Reads the file.
    mutating func read(_ path: String, log: inout ProblemLog) throws(DataError) {
        file = path
        let stream = try RecordStream(path: path)
        let columns = try RecordColumns(stream, log: &log)
        let receiverColumn = columns.require("institution", log: &log)
        let supplierColumn = columns.require("hospital", log: &log)
        let costColumn = columns.require("cost", synonyms: ["distance", "km", "travel"], log: &log)
        try log.throwIfNeeded()
        var current = -1
        // Which run named each hospital last, to find pairs given twice.
        var lastRun = [Int32](repeating: -1, count: supplierTable.count)
        while try stream.next(log: &log) {
            guard columns.fits(stream, log: &log),
                let receiverName = columns.identifier(stream, receiverColumn, log: &log),
                let supplierName = columns.identifier(stream, supplierColumn, log: &log)
            else { continue }
            if current < 0 || !receivers.isSame(current, receiverName) {
                guard let number = receivers.number(of: receiverName) else {
                    unknown("institution", stream, receiverColumn, &log)
                    continue
                }
                current = number
                runs.append((Int32(truncatingIfNeeded: suppliers.count), Int32(number)))
            }
            guard let supplier = supplierTable.number(of: supplierName) else {
                unknown("hospital", stream, supplierColumn, &log)
                continue
            }
            guard let cost = CostColumn.read(stream.field(costColumn)) else {
                let (message, fix) = NumberText.diagnose(stream.text(costColumn), whole: false)
                let isPlain = message.hasSuffix("has a blank inside")
                log.add(
                    path, line: stream.line, field: "cost",
                    isPlain ? "\"\(NumberText.shortened(stream.text(costColumn)))\" is not in plain digits" : message,
                    fix: isPlain ? "write it without an exponent, such as 12.5" : fix)
                continue
            }
            guard costs.append(cost.digits, decimals: cost.decimals) else {
                log.add(
                    path, line: stream.line, field: "cost", "the cost and the decimals of others exceed 64 bits",
                    fix: "write costs with fewer decimals")
                continue
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
        }
    }

    private func unknown(_ what: String, _ stream: RecordStream, _ column: Int, _ log: inout ProblemLog) {
        log.add(
            file, line: stream.line, field: what,
            "\"\(NumberText.shortened(stream.text(column)))\" is not among the \(what)s",
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

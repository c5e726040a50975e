public import NetworkFlow

/// Minimum-cost flow problems in the DIMACS format of 1991: `p min NODES ARCS`, `n NODE SUPPLY`,
/// `a FROM TO LEAST MOST COST`, comments after `c`; nodes are counted from 1.
public enum DIMACSFile {
    /// Reads a file; one packed with gzip is read as such.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func read(contentsOf path: String) throws(DataError) -> FlowNetwork {
        var bytes = try FileBytes.read(path)
        if path.lowercased().hasSuffix(".gz") { bytes = try Gzip.unpack(bytes, file: path) }
        return try read(bytes, file: path)
    }

    /// Reads text in memory.
    ///
    /// - Throws: ``DataError`` with every problem.
    public static func read(_ bytes: [UInt8], file: String) throws(DataError) -> FlowNetwork {
        var log = ProblemLog()
        var reading = Reading(file: file)
        if TextEncoding.check(bytes, file: file, log: &log) {
            bytes.withUnsafeBufferPointer { reading.take($0, log: &log) }
        }
        try log.throwIfNeeded()
        guard let network = reading.network else { throw log.failure(file) }
        return network
    }

    /// The text of a network, with its nodes counted from 1.
    ///
    /// An arc without a limit is written with one that no flow needs to exceed: all supplies, least flows and limits
    /// of arcs together.
    public static func text(of network: FlowNetwork) -> String {
        var most: Int64 = 0
        for supply in network.supplies where supply > 0 { most = plus(most, supply) }
        for arc in 0..<network.arcCount {
            most = plus(most, network.lowerBound(ofArc: arc))
            if network.capacities[arc] != FlowNetwork.unlimited, network.costs[arc] < 0 {
                most = plus(most, network.capacities[arc])
            }
        }
        var text = "p min \(network.nodeCount) \(network.arcCount)\n"
        for (node, supply) in network.supplies.enumerated() where supply != 0 { text += "n \(node + 1) \(supply)\n" }
        for arc in 0..<network.arcCount {
            let capacity = network.capacities[arc] == FlowNetwork.unlimited ? most : network.capacities[arc]
            text += "a \(network.sources[arc] + 1) \(network.targets[arc] + 1) \(network.lowerBound(ofArc: arc)) "
            text += "\(capacity) \(network.costs[arc])\n"
        }
        return text
    }

    private static func plus(_ a: Int64, _ b: Int64) -> Int64 {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max - 1 : sum
    }

    /// The lines of one file.
    private struct Reading {
        let file: String
        var network: FlowNetwork?
        private var announcedArcs = 0
        private var line = 0

        init(file: String) { self.file = file }

        mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, log: inout ProblemLog) {
            var place = TextEncoding.byteOrderMarkLength(Array(bytes.prefix(3)))
            var words: [Range<Int>] = []
            while place < bytes.count {
                line += 1
                words.removeAll(keepingCapacity: true)
                var start = place
                while place < bytes.count, bytes[place] != 0x0A {
                    if bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0D {
                        if place > start { words.append(start..<place) }
                        start = place + 1
                    }
                    place += 1
                }
                if place > start { words.append(start..<place) }
                place += 1
                if let first = words.first { take(bytes, words, bytes[first.lowerBound], first.count, log: &log) }
            }
            if network == nil, log.isEmpty {
                log.add(file, "there is no line that begins with p", fix: "begin with p min NODES ARCS")
            } else if let network, network.arcCount != announcedArcs, log.isEmpty {
                log.add(
                    file, "\(network.arcCount) arcs where the p line announces \(announcedArcs)",
                    fix: "fetch the whole file again, or mend the p line")
            }
        }

        private mutating func take(
            _ bytes: UnsafeBufferPointer<UInt8>, _ words: [Range<Int>], _ letter: UInt8, _ length: Int,
            log: inout ProblemLog
        ) {
            guard length == 1 else {
                unknown(bytes, words[0], &log)
                return
            }
            switch letter {
            case UInt8(ascii: "c"): break
            case UInt8(ascii: "p"): problemLine(bytes, words, log: &log)
            case UInt8(ascii: "n"):
                guard let numbers = numbers(bytes, words, ["node", "supply"], log: &log) else { return }
                guard let node = node(numbers[0], "node", log: &log) else { return }
                network?.setSupply(numbers[1], at: node)
            case UInt8(ascii: "a"):
                let fields = ["from", "to", "least", "most", "cost"]
                guard let numbers = numbers(bytes, words, fields, log: &log) else { return }
                guard let from = node(numbers[0], "from", log: &log), let to = node(numbers[1], "to", log: &log) else {
                    return
                }
                if numbers[2] < 0 || numbers[3] < numbers[2] {
                    log.add(
                        file, line: line, field: "most", "the flow cannot lie in \(numbers[2])...\(numbers[3])",
                        fix: "give 0 ≤ least ≤ most")
                    return
                }
                network?.addArc(from: from, to: to, capacity: numbers[3], cost: numbers[4], lowerBound: numbers[2])
            default: unknown(bytes, words[0], &log)
            }
        }

        private func unknown(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ log: inout ProblemLog) {
            let text = String(decoding: bytes[word], as: UTF8.self)
            log.add(
                file, line: line, "a line begins with \"\(NumberText.shortened(text))\"",
                fix: "begin lines with c, p, n or a")
        }

        private mutating func problemLine(
            _ bytes: UnsafeBufferPointer<UInt8>, _ words: [Range<Int>], log: inout ProblemLog
        ) {
            guard words.count == 4, bytes[words[1]].elementsEqual("min".utf8) else {
                log.add(file, line: line, "is not a p line of a minimum-cost flow", fix: "write p min NODES ARCS")
                return
            }
            guard network == nil else {
                log.add(file, line: line, "a second p line", fix: "keep one problem per file")
                return
            }
            guard case .value(let nodes) = NumberText.int(bytes, words[2]),
                case .value(let arcs) = NumberText.int(bytes, words[3]), (0...Int(Int32.max) / 2).contains(nodes),
                (0...Int(Int32.max)).contains(arcs)
            else {
                log.add(
                    file, line: line, "the numbers of nodes and arcs are not usable",
                    fix: "write whole numbers below 2^30")
                return
            }
            network = FlowNetwork(nodeCount: nodes)
            network?.reserveCapacity(arcs: min(arcs, bytes.count / 10))
            announcedArcs = arcs
        }

        private func numbers(
            _ bytes: UnsafeBufferPointer<UInt8>, _ words: [Range<Int>], _ names: [String], log: inout ProblemLog
        ) -> [Int64]? {
            guard network != nil else {
                log.add(file, line: line, "comes before the p line", fix: "begin with p min NODES ARCS")
                return nil
            }
            guard words.count == names.count + 1 else {
                log.add(
                    file, line: line, "\(words.count - 1) numbers where \(names.count) belong",
                    fix: "write " + names.joined(separator: ", "))
                return nil
            }
            var values: [Int64] = []
            values.reserveCapacity(names.count)
            for (word, name) in zip(words.dropFirst(), names) {
                guard case .value(let value) = NumberText.int(bytes, word) else {
                    let (message, fix) = NumberText.diagnose(String(decoding: bytes[word], as: UTF8.self), whole: true)
                    log.add(file, line: line, field: name, message, fix: fix)
                    return nil
                }
                values.append(Int64(value))
            }
            return values
        }

        private func node(_ number: Int64, _ field: String, log: inout ProblemLog) -> Int? {
            guard let network, number >= 1, number <= Int64(network.nodeCount) else {
                log.add(
                    file, line: line, field: field, "node \(number) does not exist",
                    fix: "use 1 to \(network?.nodeCount ?? 0)")
                return nil
            }
            return Int(number - 1)
        }
    }
}

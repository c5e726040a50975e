/// National totals of the health system by year.
public struct NationalHealth: Sendable, Hashable {
    /// One figure of one year.
    public struct Indicator: Sendable, Hashable {
        /// Year, as of its end for stocks.
        public var year: Int
        /// Short name, such as `beds`; names that end in `_approx` mark rounded figures quoted in the news.
        public var key: String
        /// What is counted, in words.
        public var name: String
        /// What is counted, in Chinese, where the source says.
        public var chineseName: String?
        /// The figure, in ``unit``.
        public var value: Double
        /// Unit, such as `10k beds`.
        public var unit: String
        /// Where the figure was published.
        public var source: String

        /// Creates a figure.
        public init(
            year: Int, key: String, name: String, chineseName: String? = nil, value: Double, unit: String,
            source: String
        ) {
            self.year = year
            self.key = key
            self.name = name
            self.chineseName = chineseName
            self.value = value
            self.unit = unit
            self.source = source
        }
    }

    /// All figures, in the order of the file.
    public let indicators: [Indicator]
    private let positions: [String: [Int: Int]]

    /// Creates totals; of two figures of one name and year the first counts.
    public init(_ indicators: [Indicator]) {
        self.indicators = indicators
        positions = Dictionary(grouping: indicators.indices) { indicators[$0].key }.mapValues { group in
            Dictionary(group.map { (indicators[$0].year, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// A figure by name and year.
    public subscript(key: String, year: Int) -> Indicator? { positions[key]?[year].map { indicators[$0] } }

    /// Figures of one name, by year.
    public func series(_ key: String) -> [Indicator] {
        (positions[key] ?? [:]).sorted { $0.key < $1.key }.map { indicators[$0.value] }
    }

    /// Reads a CSV file: `year, key, indicator_en, value, unit, source`; optional `indicator_zh`.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - name: Name of the file in problems; the path unless given.
    /// - Throws: ``DataError`` with every problem.
    public static func read(contentsOf path: String, name: String? = nil) throws(DataError) -> NationalHealth {
        try read(FileBytes.read(path, name: name), file: name ?? path)
    }

    /// Reads text in memory; see ``read(contentsOf:name:)``.
    public static func read(_ bytes: [UInt8], file: String) throws(DataError) -> NationalHealth {
        var log = ProblemLog()
        guard let table = CSVTable(file: file, bytes: bytes, log: &log) else { throw log.failure(file) }
        table.checkUnknownColumns(
            known: ["year", "key", "indicator_en", "indicator_zh", "value", "unit", "source"], log: &log)
        let year = table.require("year", log: &log)
        let key = table.require("key", log: &log)
        let name = table.require("indicator_en", log: &log)
        let chineseName = table.optional("indicator_zh")
        let value = table.require("value", log: &log)
        let unit = table.require("unit", log: &log)
        let source = table.require("source", log: &log)
        var indicators: [Indicator] = []
        var seen: [String: Int] = [:]
        for index in 0..<table.rowCount {
            let row = table.row(index)
            let when = row.int(year, in: 1_900...2_200, log: &log)
            let what = row.text(key, log: &log)
            let title = row.text(name, log: &log)
            let amount = row.double(value, in: 0...1e15, log: &log)
            let measure = row.text(unit, log: &log)
            let origin = row.text(source, log: &log)
            guard let when, let what, let title, let amount, let measure, let origin else { continue }
            if let line = seen.updateValue(row.line, forKey: "\(when) \(what)") {
                row.report(
                    key, "\(what) of \(when) is given already on line \(line)", fix: "keep one of the two", log: &log)
            }
            indicators.append(
                Indicator(
                    year: when, key: what, name: title, chineseName: row.optionalText(chineseName), value: amount,
                    unit: measure, source: origin))
        }
        try log.throwIfNeeded()
        return NationalHealth(indicators)
    }
}

internal import LinearOptimization

/// The last answers proven by a live engine, so that going back to a problem costs nothing.
struct ProvenAnswers {
    /// All that an answer depends on besides the cost lists.
    struct Question: Equatable {
        private let states: [Int8]
        private let rules: [Int]
        private let bounds: [Double]
        private let services: [Int]
        private let limits: [Double]
        private let weights: [Double]
        private let constant: Double
        private let relativeGap: Double
        private let absoluteGap: Double

        init(_ model: EngineModel, _ options: LocationOptions) {
            states = model.states
            rules = model.rowSerials
            bounds = model.rows.flatMap { [$0.lower, $0.upper] }
            services = model.serviceRows.map(\.serial)
            limits = model.serviceRows.map(\.limit)
            weights = model.weights
            constant = model.constant
            relativeGap = options.solve.relativeGap
            absoluteGap = options.solve.absoluteGap
        }
    }

    private var entries: [(question: Question, answer: EngineAnswer)] = []
    private static let capacity = 8

    /// The answer proven to the same question, if it is remembered.
    func answer(to question: Question) -> EngineAnswer? {
        entries.first { $0.question == question }?.answer
    }

    /// Keeps an answer if it is final.
    mutating func keep(_ answer: EngineAnswer, to question: Question) {
        guard answer.termination.reason == .optimal || answer.termination.reason == .infeasible else { return }
        entries.removeAll { $0.question == question }
        entries.insert((question, answer), at: 0)
        if entries.count > Self.capacity { entries.removeLast() }
    }
}

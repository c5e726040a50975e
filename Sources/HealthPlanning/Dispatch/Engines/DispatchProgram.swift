#if GLPK
    internal import LinearOptimization

    /// The linear program of some counties and lanes, and the way back from its columns and rows.
    ///
    /// Costs are in km.
    struct DispatchProgram {
        /// Nearest lanes of a county that enters the program.
        private static let nearest = 10

        private let instance: DispatchInstance
        private let demands: [Int]
        /// Counties whose institutions have a row.
        private var isCore: [Bool]
        /// Lanes that have a column, all of them into core counties.
        private var isActive: [Bool]
        private var columns: [Int] = []
        private var demandRows: [Int] = []
        private var supplyRows: [Int] = []

        /// Starts with the counties whose staff cannot serve their own institutions.
        init(_ instance: DispatchInstance, demands: [Int]) {
            self.instance = instance
            self.demands = demands
            isCore = [Bool](repeating: false, count: instance.countyCount)
            isActive = (GreedyDispatch.solve(instance).served ?? []).map { $0 > 0 }
            for county in 0..<instance.countyCount where demands[county] > instance.capacities[county] {
                isCore[county] = true
            }
            for county in 0..<instance.countyCount {
                for lane in instance.lanes(into: county) where !isCore[county] { isActive[lane] = false }
                if isCore[county] { activateNearest(into: county) }
            }
        }

        private mutating func activateNearest(into county: Int) {
            for lane in instance.lanes(into: county).prefix(Self.nearest) { isActive[lane] = true }
        }

        /// What the staff of a county can serve in the program: all of it inside the core, the rest outside.
        private func capacity(_ county: Int) -> Int {
            instance.capacities[county] - (isCore[county] ? 0 : demands[county])
        }

        /// Builds the model; afterwards rows and columns can be read back.
        mutating func model() -> Model {
            var model = Model("community dispatch")
            model.keepsNames = false
            columns = isActive.indices.filter { isActive[$0] }
            let service = model.addVariables(columns.count)
            var incoming = [[Int]](repeating: [], count: instance.countyCount)
            var outgoing = incoming
            var column = 0
            for county in 0..<instance.countyCount {
                for lane in instance.lanes(into: county) where isActive[lane] {
                    model.setCost(of: service[column], to: Double(instance.meters[lane]) / 1_000)
                    incoming[county].append(column)
                    outgoing[Int(instance.senders[lane])].append(column)
                    column += 1
                }
            }
            demandRows = [Int](repeating: -1, count: instance.countyCount)
            supplyRows = demandRows
            for county in 0..<instance.countyCount {
                if isCore[county] {
                    let shortage = model.addVariable()
                    model.setCost(of: shortage, to: Double(instance.shortageWeight) / 1_000)
                    let need = Double(demands[county])
                    let terms = incoming[county] + [shortage.index]
                    demandRows[county] =
                        model.addRow(
                            variables: terms, coefficients: repeatElement(1, count: terms.count), atLeast: need,
                            atMost: need
                        ).index
                }
                if !outgoing[county].isEmpty {
                    supplyRows[county] =
                        model.addRow(
                            variables: outgoing[county], coefficients: repeatElement(1, count: outgoing[county].count),
                            atMost: Double(capacity(county))
                        ).index
                }
            }
            return model
        }

        /// Institutions per lane of the instance.
        func served(_ solution: Solution) -> [Int] {
            var served = [Int](repeating: 0, count: instance.laneCount)
            for (column, lane) in columns.enumerated() { served[lane] = Int(solution.values[column].rounded()) }
            for county in 0..<instance.countyCount where !isCore[county] {
                for lane in instance.lanes(into: county) where Int(instance.senders[lane]) == county {
                    served[lane] = demands[county]
                }
            }
            return served
        }

        /// Dual values in whole metres; the vertices of a network's dual are whole when the costs are.
        func prices(_ duals: DualSolution) -> DispatchPrices {
            func meters(_ row: Int) -> Int64 {
                row < 0 ? 0 : Int64((duals.dualValues[row] * 1_000).rounded())
            }
            let staff = supplyRows.map { max(0, -meters($0)) }
            let institution = demandRows.indices.map { isCore[$0] ? meters(demandRows[$0]) : staff[$0] }
            return DispatchPrices(staff: staff, institution: institution)
        }

        /// Takes in every lane that beats the prices, and the counties they lead to; whether there was any.
        mutating func grow(by prices: DispatchPrices) -> Bool {
            var grew = false
            for county in 0..<instance.countyCount where demands[county] > 0 {
                for lane in instance.lanes(into: county) where !isActive[lane] {
                    let gain = prices.institution[county] - prices.staff[Int(instance.senders[lane])]
                    guard gain > Int64(instance.meters[lane]) else { continue }
                    grew = true
                    isActive[lane] = true
                    if !isCore[county] {
                        isCore[county] = true
                        activateNearest(into: county)
                    }
                }
            }
            return grew
        }
    }
#endif

#if GLPK
    /// The sum of the Benders rows of a service rule's clients, in units of the rule: Σ savings_j y_j ≥ side − limit.
    struct ServiceBase {
        /// Level per client of the rule.
        var levels: [Double] = []
        /// Sites that save anything below the levels, and how much.
        var sites: [Int32] = []
        var savings: [Double] = []
        /// The rule's sum at the levels.
        var side = 0.0
        /// The rule's sum at the site values the levels come from.
        var sum = 0.0
    }

    /// A row on the sites that holds for whole values only: Σ coefficients_j y_j ≥ lower.
    struct RoundedRow {
        var sites: [Int32]
        var coefficients: [Double]
        var lower: Double
    }

    extension ServiceBase {
        /// The mixed-integer rounding of the row that the site values break most, if they break one clearly.
        ///
        /// With b = side − limit > 0, any δ > 0 and f the fractional part of b/δ, whole y obey
        /// Σ (⌊s_j/δ⌋ + min(1, frac(s_j/δ)/f)) y_j ≥ ⌈b/δ⌉ (Marchand and Wolsey 2001). δ beyond b caps the savings at b; δ
        /// equal to a saving tells how many sites like it are needed.
        ///
        /// - Returns: the row and by how much the values miss it, per unit of its length.
        func rounded(_ row: EngineServiceRow, _ values: [Double]) -> (row: RoundedRow, gap: Double)? {
            // Plans may miss the limit by the tolerance; rounding must not take that from them.
            let needed = side - row.limit - row.tolerance - 1e-11 * abs(side)
            guard needed > 1e-9 * max(abs(side), abs(row.limit)), !sites.isEmpty else { return nil }
            var divisors = [2 * needed, needed / 1.5, needed / 2.5]
            if let largest = savings.max(), largest < needed { divisors.append(largest) }
            let fractional = sites.indices.filter { values[Int(sites[$0])] > 1e-6 }
            for position in fractional.sorted(by: { weight($0, values) > weight($1, values) }).prefix(6) {
                if savings[position] < needed { divisors.append(savings[position]) }
            }
            var best: (row: RoundedRow, gap: Double)?
            for divisor in divisors {
                let quotient = needed / divisor
                let whole = quotient.rounded(.down)
                let fraction = quotient - whole
                if fraction < 0.01 || fraction > 0.999 || whole > 1_000 { continue }
                var coefficients: [Double] = []
                coefficients.reserveCapacity(sites.count)
                var activity = 0.0
                var length = 0.0
                for (position, site) in sites.enumerated() {
                    let ratio = savings[position] / divisor
                    let floor = ratio.rounded(.down)
                    // Rounded up a little, which only weakens the row.
                    let value = min(whole + 1, (floor + min(1, (ratio - floor) / fraction)) * (1 + 1e-12))
                    coefficients.append(value)
                    activity += value * values[Int(site)]
                    length += value * value
                }
                let gap = (whole + 1 - activity) / max(1, length).squareRoot()
                if whole + 1 - activity > 0.02 * (whole + 1), gap > best?.gap ?? 0.01 {
                    let rounded = RoundedRow(sites: sites, coefficients: coefficients, lower: whole + 1 - 1e-9)
                    best = (rounded, gap)
                }
            }
            return best
        }

        private func weight(_ position: Int, _ values: [Double]) -> Double {
            savings[position] * values[Int(sites[position])]
        }
    }
#endif

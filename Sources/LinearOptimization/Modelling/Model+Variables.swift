extension Model {
    /// Adds a variable between two bounds, both included.
    ///
    /// - Parameters:
    ///   - name: A name for files and messages; evaluated only when ``keepsNames`` is on.
    ///   - bounds: Lower and upper bound. Bounds that come from data, and may be crossed, go through
    ///     ``addVariable(_:atLeast:atMost:kind:)``: a crossed `ClosedRange` cannot be formed.
    ///   - kind: The kind of value.
    @discardableResult
    public mutating func addVariable(
        _ name: @autoclosure () -> String? = nil,
        in bounds: ClosedRange<Double>,
        kind: Variable.Kind = .continuous
    ) -> Variable {
        addVariable(name(), atLeast: bounds.lowerBound, atMost: bounds.upperBound, kind: kind)
    }

    /// Adds a variable; without bounds it is any number from 0 upwards, as in LP and MPS files.
    ///
    /// - Parameters:
    ///   - name: A name for files and messages; evaluated only when ``keepsNames`` is on.
    ///   - lower: Lower bound; −∞ for none.
    ///   - upper: Upper bound; +∞ for none.
    ///   - kind: The kind of value.
    @discardableResult
    public mutating func addVariable(
        _ name: @autoclosure () -> String? = nil,
        atLeast lower: Double = 0,
        atMost upper: Double = .infinity,
        kind: Variable.Kind = .continuous
    ) -> Variable {
        let index = costs.count
        precondition(index < Int(Int32.max), "a model holds at most 2,147,483,647 variables")
        lowerBounds.append(lower)
        upperBounds.append(upper)
        kinds.append(kind)
        costs.append(0)
        if keepsNames { variableNames[index] = name() }
        return Variable(index: index, modelTag: tag)
    }

    /// Adds a variable that is 0 or 1.
    @discardableResult
    public mutating func addBinary(_ name: @autoclosure () -> String? = nil) -> Variable {
        addVariable(name(), atLeast: 0, atMost: 1, kind: .binary)
    }

    /// Adds a whole-number variable; without bounds any whole number from 0 upwards.
    @discardableResult
    public mutating func addInteger(
        _ name: @autoclosure () -> String? = nil,
        atLeast lower: Double = 0,
        atMost upper: Double = .infinity
    ) -> Variable {
        addVariable(name(), atLeast: lower, atMost: upper, kind: .integer)
    }

    /// Adds a whole-number variable between two bounds, both included.
    @discardableResult
    public mutating func addInteger(
        _ name: @autoclosure () -> String? = nil,
        in bounds: ClosedRange<Int>
    ) -> Variable {
        addVariable(
            name(), atLeast: Double(bounds.lowerBound), atMost: Double(bounds.upperBound), kind: .integer
        )
    }

    /// Adds many variables at once, all alike.
    ///
    /// - Parameters:
    ///   - count: How many; at least 0.
    ///   - lower: Lower bound of each; `nil` for 0.
    ///   - upper: Upper bound of each; `nil` for 1 when binary, else +∞.
    ///   - kind: The kind of value.
    ///   - name: The name by position from 0; called only when ``keepsNames`` is on.
    /// - Returns: The new variables, a collection that stores two numbers.
    @discardableResult
    public mutating func addVariables(
        _ count: Int,
        atLeast lower: Double? = nil,
        atMost upper: Double? = nil,
        kind: Variable.Kind = .continuous,
        name: ((Int) -> String?)? = nil
    ) -> VariableArray {
        precondition(count >= 0, "the number of variables to add cannot be negative (\(count))")
        let first = costs.count
        precondition(count <= Int(Int32.max) - first, "a model holds at most 2,147,483,647 variables")
        lowerBounds.append(contentsOf: repeatElement(lower ?? 0, count: count))
        upperBounds.append(contentsOf: repeatElement(upper ?? (kind == .binary ? 1 : .infinity), count: count))
        kinds.append(contentsOf: repeatElement(kind, count: count))
        costs.append(contentsOf: repeatElement(0, count: count))
        if keepsNames, let name {
            for position in 0..<count { variableNames[first + position] = name(position) }
        }
        return VariableArray(first: first, count: count, modelTag: tag)
    }

    /// Adds a grid of variables at once, all alike, addressed as `x[row, column]`.
    ///
    /// - Parameters:
    ///   - rows: Number of rows; at least 0.
    ///   - columns: Number of columns; at least 0.
    ///   - lower: Lower bound of each; `nil` for 0.
    ///   - upper: Upper bound of each; `nil` for 1 when binary, else +∞.
    ///   - kind: The kind of value.
    ///   - name: The name by row and column from 0; called only when ``keepsNames`` is on.
    /// - Returns: The new variables, row by row.
    @discardableResult
    public mutating func addVariables(
        rows: Int,
        columns: Int,
        atLeast lower: Double? = nil,
        atMost upper: Double? = nil,
        kind: Variable.Kind = .continuous,
        name: ((Int, Int) -> String?)? = nil
    ) -> VariableGrid {
        precondition(rows >= 0 && columns >= 0, "a grid cannot have a negative side (\(rows) × \(columns))")
        let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
        precondition(!overflow, "a grid of \(rows) × \(columns) variables is too large")
        var linearName: ((Int) -> String?)?
        if let name { linearName = { name($0 / columns, $0 % columns) } }
        let all = addVariables(count, atLeast: lower, atMost: upper, kind: kind, name: linearName)
        return VariableGrid(all: all, rowCount: rows, columnCount: columns)
    }

    /// Changes the bounds of a variable.
    public mutating func setBounds(of variable: Variable, atLeast lower: Double, atMost upper: Double) {
        let index = checkedIndex(variable)
        lowerBounds[index] = lower
        upperBounds[index] = upper
    }

    /// Fixes a variable at a value; ``setBounds(of:atLeast:atMost:)`` sets it free again.
    public mutating func fix(_ variable: Variable, at value: Double) {
        setBounds(of: variable, atLeast: value, atMost: value)
    }

    /// Changes the kind of a variable and leaves its bounds alone.
    public mutating func setKind(of variable: Variable, to kind: Variable.Kind) {
        kinds[checkedIndex(variable)] = kind
    }

    /// Gives a variable a name, or none.
    public mutating func setName(of variable: Variable, to name: String?) {
        variableNames[checkedIndex(variable)] = name
    }
}

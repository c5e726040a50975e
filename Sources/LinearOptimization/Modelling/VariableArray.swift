/// Variables added to a model together: a collection that stores only where they begin and how many they are.
public struct VariableArray: RandomAccessCollection, Sendable, Hashable {
    /// Index in the model of the first variable.
    @usableFromInline let first: Int
    /// Number of variables.
    public let count: Int
    @usableFromInline let modelTag: UInt64

    @inlinable
    init(first: Int, count: Int, modelTag: UInt64) {
        self.first = first
        self.count = count
        self.modelTag = modelTag
    }

    /// Always 0.
    @inlinable
    public var startIndex: Int { 0 }

    /// The number of variables.
    @inlinable
    public var endIndex: Int { count }

    /// The variable at a position from 0; O(1).
    @inlinable
    public subscript(position: Int) -> Variable {
        precondition(position >= 0 && position < count, "position outside the variables added together")
        return Variable(index: first + position, modelTag: modelTag)
    }
}

/// A grid of variables added to a model together, addressed as `x[row, column]`.
public struct VariableGrid: Sendable, Hashable {
    /// All variables, row by row.
    public let all: VariableArray
    /// Number of rows.
    public let rowCount: Int
    /// Number of columns.
    public let columnCount: Int

    @inlinable
    init(all: VariableArray, rowCount: Int, columnCount: Int) {
        self.all = all
        self.rowCount = rowCount
        self.columnCount = columnCount
    }

    /// The variable in a row and a column, both from 0; O(1).
    @inlinable
    public subscript(row: Int, column: Int) -> Variable {
        precondition(
            row >= 0 && row < rowCount && column >= 0 && column < columnCount,
            "row or column outside the grid of variables"
        )
        return Variable(index: all.first + row * columnCount + column, modelTag: all.modelTag)
    }

    /// The variables of a row, in column order.
    public func row(_ row: Int) -> VariableArray {
        precondition(row >= 0 && row < rowCount, "row outside the grid of variables")
        return VariableArray(first: all.first + row * columnCount, count: columnCount, modelTag: all.modelTag)
    }

    /// The variables of a column, in row order.
    public func column(_ column: Int) -> LazyMapSequence<Range<Int>, Variable> {
        precondition(column >= 0 && column < columnCount, "column outside the grid of variables")
        let grid = self
        return (0..<rowCount).lazy.map { grid[$0, column] }
    }
}

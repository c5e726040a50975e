/// Memory of a fixed size for the inner loops of the capacitated engine, freed with its owner.
final class Scratch<Element: BitwiseCopyable> {
    /// The elements.
    let base: UnsafeMutablePointer<Element>
    /// How many there are.
    let count: Int

    init(repeating value: Element, count: Int) {
        self.count = max(0, count)
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: max(1, count))
    }

    convenience init(_ values: [Element], filler: Element) {
        self.init(repeating: filler, count: values.count)
        for (index, value) in values.enumerated() { base[index] = value }
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }
}

/// Whether two numbers agree within a tolerance relative to max(1, |b|).
package func approximatelyEqual(_ a: Double, _ b: Double, within tolerance: Double = 1e-7) -> Bool {
    if a == b { return true }
    return abs(a - b) <= tolerance * max(1, abs(b))
}

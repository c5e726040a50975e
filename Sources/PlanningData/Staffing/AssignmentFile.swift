internal import Foundation
public import NetworkFlow

/// Writes who is sent where as CSV: `institution,hospital,staff`, one row per pair, institutions in their order.
public enum AssignmentFile {
    /// Writes the file.
    ///
    /// - Throws: ``DataError`` when it cannot be written.
    public static func write(
        _ plan: SparseTransportationPlan, of instance: StaffingInstance, to path: String
    ) throws(DataError) {
        let hospitals = (0..<instance.hospitals.count).map { quoted(instance.hospitals.bytes(of: $0)) }
        var buffer = Array("institution,hospital,staff\n".utf8)
        buffer.reserveCapacity(1 << 21)
        do {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw CocoaError(.fileWriteNoPermission)
            }
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let problem = instance.problem
            for receiver in 0..<problem.receiverCount {
                for arc in problem.arcs(of: receiver) {
                    let units = plan.units(of: receiver, on: arc, in: problem)
                    guard units > 0 else { continue }
                    append(instance.institutions.bytes(of: receiver), to: &buffer)
                    buffer.append(0x2C)
                    buffer.append(contentsOf: hospitals[Int(problem.suppliers[arc])])
                    buffer.append(0x2C)
                    if units < 10 { buffer.append(0x30 + UInt8(units)) } else { buffer += Array(String(units).utf8) }
                    buffer.append(0x0A)
                }
                if buffer.count > 1 << 20 {
                    try handle.write(contentsOf: buffer)
                    buffer.removeAll(keepingCapacity: true)
                }
            }
            try handle.write(contentsOf: buffer)
        } catch {
            throw DataError([
                DataProblem(
                    file: path, message: "cannot be written: \(error.localizedDescription)",
                    fix: "name a place you may write to, with room on the disk")
            ])
        }
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
        if needsQuotes(bytes) { buffer += quoted(bytes) } else { buffer += bytes }
    }

    private static func needsQuotes(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    }

    private static func quoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard needsQuotes(bytes) else { return Array(bytes) }
        return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}

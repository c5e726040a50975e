import Foundation
import Meridian

/// The public instances, where somebody has them.
enum Instances {
    /// The folder that MERIDIAN_INSTANCES names.
    static let folder = ProcessInfo.processInfo.environment["MERIDIAN_INSTANCES"]

    /// Reads an instance; `nil`, said on standard error, when it is not there or broken.
    static func read(_ path: String, _ format: InstanceFormat, capacity: Double? = nil) -> LocationInstance? {
        guard let folder else {
            say("\(path): left out, MERIDIAN_INSTANCES does not name a folder of instances")
            return nil
        }
        let file = folder + "/" + path
        guard FileManager.default.fileExists(atPath: file) else {
            say("\(path): left out, it is not in \(folder)")
            return nil
        }
        do {
            return try format.read(contentsOf: file, capacity: capacity)
        } catch {
            say("\(path): left out, \(error)")
            return nil
        }
    }

    /// Tells something beside the benchmarks' table.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}

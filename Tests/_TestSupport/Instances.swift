package import Foundation

/// Public benchmark instances, read from the folder that `MERIDIAN_INSTANCES` names.
package enum Instances {
    /// The folder, or `nil` when the variable is unset or names no folder.
    package static var folder: URL? {
        guard let path = ProcessInfo.processInfo.environment["MERIDIAN_INSTANCES"], !path.isEmpty else { return nil }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        return URL(fileURLWithPath: path, isDirectory: true)
    }

    /// Path of an instance file, or `nil` when the instances are absent.
    package static func path(_ name: String) -> String? {
        folder?.appendingPathComponent(name).path
    }
}

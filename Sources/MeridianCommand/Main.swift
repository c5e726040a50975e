import Foundation

/// The `meridian` command.
@main
struct Main {
    static func main() {
        #if Command
            exit(CommandRun.run(Array(CommandLine.arguments.dropFirst())).rawValue)
        #else
            FileHandle.standardError.write(
                Data("meridian was built without its Command trait; build it with the default traits\n".utf8)
            )
            exit(2)
        #endif
    }
}

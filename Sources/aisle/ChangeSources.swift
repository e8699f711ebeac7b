import ChangeCapture
import Configuration
import PostgresSource
import SQLiteSource

/// The kinds of change source there are, and what the configuration file says of them.
enum ChangeSources {
    static let registry = ChangeSourceRegistry([
        PostgresSource.self,
        SQLiteSource.self,
    ])

    static func configuration(
        _ arguments: Arguments
    ) throws(CommandError) -> CaptureConfiguration {
        guard let file = arguments.configuration else { return .none }
        do {
            return try CaptureConfiguration(file, registry)
        } catch {
            throw CommandError(
                .configuration, "\(arguments.configurationFile ?? "configuration"): \(error)")
        }
    }
}

import Foundation
import Testing

/// A server of its own in a scratch folder, reached through a Unix socket there.
final class PostgresCluster: @unchecked Sendable {
    let folder = "/tmp/aisle-postgres-\(UUID().uuidString.prefix(8))"
    var conninfo: String { "host=\(folder) dbname=postgres user=postgres" }

    /// Where Debian keeps the server's programs; the newest version's.
    private static let programs =
        (try? FileManager.default
        .contentsOfDirectory(atPath: "/usr/lib/postgresql"))?.sorted().last
        .map { "/usr/lib/postgresql/\($0)/bin" }

    init(level: String = "logical") throws {
        let programs = try #require(
            PostgresCluster.programs, "make setup installs Debian's postgresql")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o777])
        try PostgresCluster.shell(
            "\(programs)/initdb -D \(folder)/data -U postgres -A trust --no-sync >/dev/null && "
                + "\(programs)/pg_ctl -D \(folder)/data -w -l \(folder)/log -o '-k \(folder) "
                + "-c listen_addresses= -c wal_level=\(level)' start >/dev/null")
    }

    deinit {
        if let programs = PostgresCluster.programs {
            try? PostgresCluster.shell(
                "\(programs)/pg_ctl -D \(folder)/data -m immediate stop >/dev/null")
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Statements through psql, each in a transaction of its own unless it says BEGIN.
    func run(_ sql: String) throws {
        try PostgresCluster.shell(
            "psql -q -v ON_ERROR_STOP=1 -h \(folder) -U postgres postgres <<'END'\n\(sql)\nEND")
    }

    /// The server refuses to run as root. (`Foundation.Process` would wait for the server itself,
    /// which inherits the descriptor it watches.)
    private static func shell(_ command: String) throws {
        let script = "/tmp/aisle-postgres-\(UUID().uuidString).sh"
        try ("cd /tmp\n" + command + "\n").write(toFile: script, atomically: true, encoding: .utf8)
        defer { unlink(script) }
        let user = geteuid() == 0 ? "runuser -u postgres -- " : ""
        chmod(script, 0o644)
        let status = system("\(user)/bin/sh \(script)")
        try #require(status == 0, "\(command)")
    }
}

import Testing

@Suite("SQLite")
struct SQLiteTests {}

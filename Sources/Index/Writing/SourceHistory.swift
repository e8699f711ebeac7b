/// Positions and cursors of change sources after each log record that changed them, as far back as
/// records may still be taken back or are not yet durable.
struct SourceHistory: Sendable {
    struct Mark: Sendable {
        /// Of the log; 0 = durable since the index was opened.
        let record: UInt64
        var positions: [String: [UInt8]]
        var cursors: [String: [UInt8]]
    }

    /// Oldest first; never empty.
    private var marks: [Mark]

    init(positions: [String: [UInt8]], cursors: [String: [UInt8]]) {
        marks = [Mark(record: 0, positions: positions, cursors: cursors)]
    }

    var current: Mark { marks[marks.count - 1] }

    /// Notes what a log record changed.
    /// - Parameter synced: the last record known durable.
    mutating func note(_ batch: SourceBatch, record: UInt64, synced: UInt64) {
        var mark = Mark(record: record, positions: current.positions, cursors: current.cursors)
        if let position = batch.position { mark.positions[batch.source] = position }
        for (name, bytes) in batch.cursors { mark.cursors[name] = bytes }
        marks.append(mark)
        let durable = marks.lastIndex { $0.record <= synced } ?? 0
        marks.removeFirst(durable)
    }

    /// Takes back what records behind `written` changed.
    mutating func discard(after written: UInt64) {
        while marks.count > 1, current.record > written { marks.removeLast() }
    }

    /// What a replayed record says; it is durable.
    mutating func replay(position: [UInt8], of source: String) {
        marks[marks.count - 1].positions[source] = position
    }

    mutating func replay(cursor: [UInt8]?, named name: String) {
        marks[marks.count - 1].cursors[name] = cursor
    }

    /// - Parameter synced: the last record known durable.
    func durablePosition(of source: String, synced: UInt64) -> [UInt8]? {
        (marks.last { $0.record <= synced } ?? marks[0]).positions[source]
    }
}

/// A dictionary that is cheap to copy and add to: copies share all but the newest entries.
///
/// Layers, largest first, each at least twice the next. Adding is amortized O(log count) over a
/// chain of copies, looking up O(log count).
struct LayeredTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// The newest layer is changed in place up to this many entries.
    private static var smallLayer: Int { 32 }

    private var layers: [[Key: Value]] = []

    init() {}

    init(_ entries: [Key: Value]) { layers = entries.isEmpty ? [] : [entries] }

    subscript(_ key: Key) -> Value? {
        get {
            for layer in layers.reversed() {
                if let value = layer[key] { return value }
            }
            return nil
        }
        set {
            guard let newValue else { preconditionFailure("entries are never removed") }
            if let last = layers.last, last.count < Self.smallLayer {
                layers[layers.count - 1][key] = newValue
            } else {
                layers.append([key: newValue])
            }
            compact()
        }
    }

    private mutating func compact() {
        while layers.count > 1, layers[layers.count - 2].count < 2 * layers[layers.count - 1].count
        {
            let newer = layers.removeLast()
            layers[layers.count - 1].merge(newer) { _, new in new }
        }
    }
}

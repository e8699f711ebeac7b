/// Foreign bytes ended early or cannot be what they claim to be.
public struct ByteReaderError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// Fewer bytes remain than `wanted`.
        case truncated(wanted: Int)
        /// A variable-length integer does not fit in 64 bits.
        case malformedVarUInt
        case countOverLimit(found: UInt64, limit: Int)
    }

    public let kind: Kind
    /// Where the failed read began. Unit: bytes.
    public let offset: Int
    /// Size of the whole input. Unit: bytes.
    public let size: Int

    @usableFromInline init(kind: Kind, offset: Int, size: Int) {
        self.kind = kind
        self.offset = offset
        self.size = size
    }

    public var description: String {
        switch kind {
        case .truncated(let wanted):
            "wanted \(wanted) bytes at offset \(offset) of \(size)"
        case .malformedVarUInt:
            "variable-length integer at offset \(offset) of \(size) is over 64 bits"
        case .countOverLimit(let found, let limit):
            "count \(found) at offset \(offset) of \(size) is over \(limit)"
        }
    }
}

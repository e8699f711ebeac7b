extension Int {
    /// 1 if the condition holds, else 0, without a jump.
    ///
    /// `condition ? 1 : 0` is compiled to a jump in some loops, which is predicted no better than
    /// by chance where matches are mixed.
    @inlinable
    @inline(__always)
    public init(_ condition: Bool) {
        self = Int(truncatingIfNeeded: unsafeBitCast(condition, to: UInt8.self))
    }
}

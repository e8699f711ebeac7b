/// "At least k documents have at least this frequency and at most this norm."
package struct HeadBound: Sendable, Equatable {
    package let frequency: UInt32
    package let norm: UInt8

    package init(frequency: UInt32, norm: UInt8) {
        self.frequency = frequency
        self.norm = norm
    }
}

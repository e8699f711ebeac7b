/// The bytes of one section. Valid while its `SegmentFile` lives; to be verified before they are
/// read.
///
/// `@unchecked Sendable`: the bytes never change.
struct SectionData: BitwiseCopyable, @unchecked Sendable {
    let space: SpaceNumber
    let field: FieldNumber
    let kind: SectionKind
    let start: UnsafeRawPointer
    let count: Int
    /// Index of its first checksum.
    let firstPage: Int
    /// Unit: bytes from the start of the file.
    let fileOffset: Int

    var key: SectionKey { SectionKey(kind, space: space, field: field) }
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// Values at a byte offset; bounds and alignment were checked by whoever computed the offset.
    func values<T: BitwiseCopyable>(_ type: T.Type, at offset: Int) -> UnsafePointer<T> {
        (start + offset).assumingMemoryBound(to: type)
    }
}

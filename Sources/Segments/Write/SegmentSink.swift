/// Where the bytes of a segment go, front to back.
package protocol SegmentSink: AnyObject {
    func append(_ bytes: UnsafeRawBufferPointer) throws
    /// Bytes taken so far.
    var position: Int { get }
}

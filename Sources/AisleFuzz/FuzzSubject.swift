/// A decoder of foreign bytes: it may refuse them with an error, never crash, hang or read outside.
protocol FuzzSubject: SendableMetatype {
    /// The folder of its kept inputs, `Fixtures/fuzz/<name>`, and its name on the command line.
    static var name: String { get }
    /// Inputs the mutations start from, beside the kept ones.
    static var seeds: [[UInt8]] { get }
    init()
    /// Decodes `input`. A thrown error is a proper refusal; a trap ends the process and is a
    /// finding.
    func decode(_ input: UnsafeRawBufferPointer) throws
}

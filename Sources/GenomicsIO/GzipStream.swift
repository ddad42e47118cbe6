import CZlib

/// The decompressed bytes of a gzip file of one or more members.
///
/// Zero bytes after the last member are padding and ignored; anything else there is damage.
// Safe: the stream state is private, allocated in `init`, freed in `deinit`, and zlib's pointers
// into the arrays are set for the duration of one call only.
@safe struct GzipStream: ~Copyable {
  private let file: InputFile
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8]
  private var inputStart = 0
  private var inputEnd = 0
  private var isInsideMember = true
  private var failure: StreamFailure?

  init(path: String) throws(GenomicsIOError) {
    file = try InputFile(path: path)
    input = [UInt8](repeating: 0, count: 1 << 18)
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    // Unsafe: the state is zeroed as zlib asks, then initialised for gzip (15 window bits + 16).
    unsafe stream.initialize(to: z_stream())
    let status = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK { failure = .corrupt(detail: "zlib error \(status)") }
  }

  deinit {
    // Unsafe: frees what `init` made, once; inflateEnd accepts a state whose set-up failed.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Compressed bytes used so far, 0 when it cannot be told.
  var filePosition: Int { max(0, file.position - (inputEnd - inputStart)) }

  /// Fills `bytes[offset...]`; returns the number of bytes written, 0 at the end.
  ///
  /// Bytes that precede a failure are delivered first; the next call throws.
  mutating func read(into bytes: inout [UInt8], at offset: Int) throws(StreamFailure) -> Int {
    while true {
      if let failure { throw failure }
      if inputStart == inputEnd {
        inputStart = 0
        inputEnd = try file.read(into: &input, at: 0)
        if inputEnd == 0 {
          if isInsideMember { throw .truncated }
          return 0
        }
      }
      if !isInsideMember, try !startNextMember() { continue }
      let produced = inflateOnce(into: &bytes, at: offset)
      if produced > 0 { return produced }
    }
  }

  /// Inflates until the output is full, the input used up or the member at its end.
  private mutating func inflateOnce(into bytes: inout [UInt8], at offset: Int) -> Int {
    let room = bytes.count - offset
    let available = inputEnd - inputStart
    let status: Int32
    // Unsafe: zlib reads at most `available` bytes of the input array and writes at most `room`
    // bytes of the output array; both outlive the call.
    status = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + inputStart }
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + offset }
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    inputStart = unsafe inputEnd - Int(stream.pointee.avail_in)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInsideMember = false
    default:
      let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      failure = .corrupt(detail: message ?? "zlib error \(status)")
    }
    return unsafe room - Int(stream.pointee.avail_out)
  }

  /// Prepares for the member that starts here; false when only padding was found so far.
  private mutating func startNextMember() throws(StreamFailure) -> Bool {
    while inputStart < inputEnd, input[inputStart] == 0 { inputStart += 1 }
    guard inputStart < inputEnd else { return false }
    guard input[inputStart] == 0x1F else {
      throw .corrupt(detail: "other bytes follow the last gzip member")
    }
    // Unsafe: resets the state that this value owns.
    unsafe inflateReset(stream)
    isInsideMember = true
    return true
  }
}

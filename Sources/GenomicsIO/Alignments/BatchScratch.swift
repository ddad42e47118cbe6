import GenomicTypes

/// Memory that the records of one batch are written to before they become arrays: an append for
/// each record would cost more than the record.
// Safe: the memory is private, made in `init` and freed in `deinit`; writes are checked against it.
@safe final class BatchScratch {
  private let records: UnsafeMutableBufferPointer<AlignmentRecord>
  private let names: UnsafeMutableRawBufferPointer
  private(set) var count = 0
  private var nameBytes = 0

  /// Makes room for the records of a batch, each with the longest name that SAM allows.
  init(capacity: Int) {
    // Unsafe: freed in `deinit`.
    unsafe records = .allocate(capacity: capacity)
    unsafe names = .allocate(byteCount: capacity * 254, alignment: 8)
  }

  deinit {
    // Unsafe: records are plain numbers and need no destruction.
    unsafe records.deallocate()
    unsafe names.deallocate()
  }

  /// The record added last.
  var last: AlignmentRecord {
    precondition(count > 0)
    // Unsafe: the index is below the number of records written.
    return unsafe records[count - 1]
  }

  /// Copies a name; returns where it starts.
  func append(name: UnsafeRawBufferPointer) -> Int32 {
    let start = nameBytes
    unsafe precondition(start + name.count <= names.count)
    if let target = unsafe names.baseAddress, let source = name.baseAddress {
      // Unsafe: there is room, as just checked.
      unsafe (target + start).copyMemory(from: source, byteCount: name.count)
    }
    nameBytes = start + name.count
    return Int32(truncatingIfNeeded: start)
  }

  /// Adds a record.
  func append(_ record: AlignmentRecord) {
    precondition(unsafe count < records.count)
    // Unsafe: there is room, as just checked.
    unsafe records.initializeElement(at: count, to: record)
    count += 1
  }

  /// Moves everything into an empty batch.
  func empty(into batch: inout AlignmentBatch) {
    // Unsafe: the first `count` records and `nameBytes` bytes are written.
    unsafe batch.records.append(contentsOf: UnsafeBufferPointer(rebasing: records[..<count]))
    unsafe batch.names.append(contentsOf: UnsafeRawBufferPointer(rebasing: names[..<nameBytes]))
    count = 0
    nameBytes = 0
  }
}

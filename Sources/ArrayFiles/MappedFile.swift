import Glibc
import SystemFiles

/// The bytes of a file, mapped read-only into memory and unmapped when the value goes away.
///
/// The file must not be shortened while it is mapped.
// Safe: the pointer is private, valid for the lifetime of the value, and only read in bounds.
// Sendable without a lock: the bytes are never written through this mapping.
@safe struct MappedFile: ~Copyable, @unchecked Sendable {
  let path: String
  private let bytes: UnsafeRawBufferPointer

  init(path: String) throws(ArrayFileError) {
    self.path = path
    // Unsafe: open(2) reads the C string for the duration of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .lastFailure(of: .open, path: path) }
    defer { close(descriptor) }
    var status = stat()
    // Unsafe: fstat(2) fills the local value it is given.
    guard unsafe fstat(descriptor, &status) == 0 else { throw .lastFailure(of: .read, path: path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      errno = EISDIR
      throw .lastFailure(of: .read, path: path)
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    // Unsafe: mmap(2) returns a mapping of exactly `size` bytes, or the address −1.
    let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard unsafe start != UnsafeMutableRawPointer(bitPattern: -1) else {
      throw .lastFailure(of: .read, path: path)
    }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    // Unsafe: unmaps what `init` mapped, once; nothing can refer to it any more.
    if let start = unsafe bytes.baseAddress {
      _ = unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// Number of bytes.
  var count: Int { unsafe bytes.count }

  /// The bytes in a range.
  ///
  /// - Precondition: the range lies inside the file.
  func bytes(in range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count)")
    // Unsafe: the slice is in bounds and copied before the mapping can go away.
    return unsafe Array(bytes[range])
  }

  /// Copies `count` elements that start at a byte offset, whatever its alignment.
  ///
  /// - Precondition: they lie inside the file.
  func elements<Element: NPYElement>(at offset: Int, count: Int) -> [Element] {
    let size = count * MemoryLayout<Element>.stride
    precondition(offset >= 0 && count >= 0 && offset + size <= self.count)
    // Unsafe: the copy is as long as the array's capacity and lies inside the mapping. Every bit
    // pattern is a value of the element type; callers check booleans first.
    return unsafe [Element](unsafeUninitializedCapacity: count) { storage, initialized in
      if size > 0, let target = storage.baseAddress, let source = unsafe bytes.baseAddress {
        unsafe memcpy(target, source + offset, size)
      }
      initialized = count
    }
  }

  /// Lends `count` elements that start at a byte offset, in place.
  ///
  /// - Precondition: they lie inside the file and the offset is aligned.
  func withElements<Element: NPYElement, Result>(
    at offset: Int, count: Int, _ body: (Span<Element>) throws -> Result
  ) rethrows -> Result {
    let size = count * MemoryLayout<Element>.stride
    precondition(offset >= 0 && count >= 0 && offset + size <= self.count)
    // Unsafe: in bounds and aligned; the span cannot outlive `body`, nor `body` this value.
    let slice = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)])
    let elements = unsafe slice.assumingMemoryBound(to: Element.self)
    return try body(unsafe elements.span)
  }
}

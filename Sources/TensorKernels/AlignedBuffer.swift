private import CKernels

/// Memory for tensors: zeroed, 64-byte aligned, fixed in size, pages materialise on first touch.
///
/// A reference type: slices of one buffer see the same memory.
///
/// Concurrency: a buffer belongs to one computation. Only the sharded kernels of this room touch it
/// from several threads, and they give every shard its own region or let all shards only read;
/// that is why `@unchecked Sendable` holds.
@safe package final class AlignedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  /// Number of elements.
  package let count: Int
  // The start of the block; owned here, freed in deinit, never handed out of this room.
  let base: UnsafeMutablePointer<Element>

  /// Zeroed memory for `count` elements.
  ///
  /// - Throws: ``TensorError/outOfMemory(bytes:)``.
  package init(count: Int) throws(TensorError) {
    precondition(count >= 0, "count \(count)")
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    guard let memory = unsafe ck_allocate(bytes) else { throw .outOfMemory(bytes: bytes) }
    self.count = count
    // The C allocator returns raw memory; all-zero bits are a valid value of every element type
    // used here (floats and integers).
    unsafe base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
  }

  deinit {
    unsafe ck_release(base, max(count, 1) * MemoryLayout<Element>.stride)
  }

  /// The whole buffer.
  package var all: AlignedSlice<Element> { AlignedSlice(buffer: self, offset: 0, count: count) }

  /// `count` elements starting at `offset`.
  ///
  /// - Precondition: the slice lies inside the buffer.
  package func slice(at offset: Int, count: Int) -> AlignedSlice<Element> {
    precondition(
      offset >= 0 && count >= 0 && offset + count <= self.count,
      "slice \(offset) + \(count) of \(self.count)")
    return AlignedSlice(buffer: self, offset: offset, count: count)
  }
}

/// Network activations, weights and gradients.
package typealias TensorBuffer = AlignedBuffer<Float>

/// A stretch of an ``AlignedBuffer``. Copying a slice copies the reference, not the elements.
package struct AlignedSlice<Element: BitwiseCopyable>: Sendable {
  /// The memory it is part of.
  package let buffer: AlignedBuffer<Element>
  /// First element.
  package let offset: Int
  /// Number of elements.
  package let count: Int

  // Valid while `buffer` lives; every kernel keeps its slices alive across the call.
  var pointer: UnsafeMutablePointer<Element> { unsafe buffer.base + offset }

  // The address of element `index`; the kernels check their extents once, against `count`.
  func pointer(at index: Int) -> UnsafeMutablePointer<Element> { unsafe pointer + index }

  /// The elements, copied.
  package var values: [Element] {
    // Reads `count` initialised elements inside the buffer.
    unsafe Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Part of the slice.
  ///
  /// - Precondition: the part lies inside the slice.
  package func slice(at start: Int, count length: Int) -> AlignedSlice {
    precondition(
      start >= 0 && length >= 0 && start + length <= count, "\(start) + \(length) of \(count)")
    return AlignedSlice(buffer: buffer, offset: offset + start, count: length)
  }

  /// One element.
  package subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      return unsafe pointer[index]
    }
    nonmutating set {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      unsafe pointer[index] = newValue
    }
  }

  /// Replaces the first elements by `values`.
  ///
  /// - Precondition: `values` fits.
  package func write(_ values: [Element]) {
    precondition(values.count <= count, "\(values.count) values into \(count)")
    // Copies between two distinct, bounds-checked blocks.
    unsafe values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        unsafe pointer.update(from: start, count: source.count)
      }
    }
  }

  /// Sets every element.
  package func fill(_ value: Element) {
    unsafe pointer.update(repeating: value, count: count)
  }
}

/// A stretch of network activations, weights or gradients.
package typealias TensorSlice = AlignedSlice<Float>

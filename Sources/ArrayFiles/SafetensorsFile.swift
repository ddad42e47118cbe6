import Wording
import SystemFiles

/// Named tensors in the safetensors format: a JSON header, then the raw data.
///
/// Read and written: F32, F64 and I64, little endian. The header lists the tensors by name; the
/// data lies by element size, largest first, then by name, so that every tensor is aligned. The
/// same tensors give the same bytes. Format: https://github.com/huggingface/safetensors
///
/// ```swift
/// var file = SafetensorsFile(metadata: ["format": "pt"])
/// file["bias"] = Tensor(shape: [2], elements: .float32([0.5, -1]))
/// try file.write(to: "model.safetensors")
/// try SafetensorsFile(path: "model.safetensors").float32("bias", shape: [2])  // [0.5, -1]
/// ```
public struct SafetensorsFile: Sendable, Hashable {
  /// The elements of a tensor, row-major.
  public enum Elements: Sendable, Hashable {
    case float32([Float])
    case float64([Double])
    case int64([Int64])

    /// Number of elements.
    public var count: Int {
      switch self {
      case .float32(let values): values.count
      case .float64(let values): values.count
      case .int64(let values): values.count
      }
    }

    var typeName: String {
      switch self {
      case .float32: "F32"
      case .float64: "F64"
      case .int64: "I64"
      }
    }

    var elementSize: Int {
      if case .float32 = self { 4 } else { 8 }
    }
  }

  /// A tensor: its shape, slowest dimension first, and its elements.
  public struct Tensor: Sendable, Hashable {
    /// Sizes of the dimensions, slowest first; empty for a single number.
    public let shape: [Int]
    /// The elements, row-major.
    public let elements: Elements

    /// Makes a tensor.
    ///
    /// - Precondition: the product of `shape` is the number of elements.
    public init(shape: [Int], elements: Elements) {
      precondition(
        shape.reduce(1, *) == elements.count, "shape \(shape), \(elements.count) elements")
      self.shape = shape
      self.elements = elements
    }
  }

  /// Text kept beside the tensors.
  public var metadata: [String: String]
  /// The tensors by name.
  public private(set) var tensors: [String: Tensor] = [:]
  private let path: String

  /// A file without tensors.
  public init(metadata: [String: String] = [:]) {
    self.metadata = metadata
    path = "tensors"
  }

  /// Reads a file.
  ///
  /// - Throws: ``ArrayFileError`` when the header cannot be understood, when the tensors do not
  ///   cover the data exactly, without gap or overlap, or when a type is not F32, F64 or I64.
  public init(path: String) throws(ArrayFileError) {
    let file = try MappedFile(path: path)
    let header = try SafetensorsHeader(of: file)
    metadata = header.metadata
    self.path = path
    for entry in header.entries {
      let offset = header.dataOffset + entry.start
      let elements: Elements =
        switch entry.type {
        case "F32": .float32(file.elements(at: offset, count: entry.count))
        case "F64": .float64(file.elements(at: offset, count: entry.count))
        default: .int64(file.elements(at: offset, count: entry.count))
        }
      tensors[entry.name] = Tensor(shape: entry.shape, elements: elements)
    }
  }

  /// Reads or sets a tensor.
  public subscript(name: String) -> Tensor? {
    get { tensors[name] }
    set { tensors[name] = newValue }
  }

  /// The elements of an F32 tensor.
  ///
  /// - Parameter shape: what the shape must be; any shape when nil.
  /// - Throws: ``ArrayFileError`` when the tensor is missing, of another type or shape.
  public func float32(_ name: String, shape: [Int]? = nil) throws(ArrayFileError) -> [Float] {
    let tensor = try find(name, "F32", shape)
    if case .float32(let values) = tensor.elements { return values }
    throw mismatch(name, tensor, "F32", shape)
  }

  /// The elements of an F64 tensor; see ``float32(_:shape:)``.
  public func float64(_ name: String, shape: [Int]? = nil) throws(ArrayFileError) -> [Double] {
    let tensor = try find(name, "F64", shape)
    if case .float64(let values) = tensor.elements { return values }
    throw mismatch(name, tensor, "F64", shape)
  }

  /// The elements of an I64 tensor; see ``float32(_:shape:)``.
  public func int64(_ name: String, shape: [Int]? = nil) throws(ArrayFileError) -> [Int64] {
    let tensor = try find(name, "I64", shape)
    if case .int64(let values) = tensor.elements { return values }
    throw mismatch(name, tensor, "I64", shape)
  }

  /// Writes the file; it appears whole and synced, or not at all.
  public func write(to path: String) throws(ArrayFileError) {
    let order = tensors.sorted { first, second in
      let sizes = (first.value.elements.elementSize, second.value.elements.elementSize)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : first.key < second.key
    }
    var file = try OutputFile<ArrayFileError>(path: path)
    try file.write(SafetensorsHeader.bytes(tensors: order, metadata: metadata))
    for (_, tensor) in order {
      switch tensor.elements {
      case .float32(let values): try file.write(values)
      case .float64(let values): try file.write(values)
      case .int64(let values): try file.write(values)
      }
    }
    try file.commit()
  }

  private func find(
    _ name: String, _ type: String, _ shape: [Int]?
  ) throws(ArrayFileError) -> Tensor {
    guard let tensor = tensors[name] else {
      let present = tensors.keys.sorted()
      throw .missingTensor(
        path: path, name: name, present: present, nearest: nearestName(to: name, among: present))
    }
    if let shape, tensor.shape != shape { throw mismatch(name, tensor, type, shape) }
    return tensor
  }

  private func mismatch(
    _ name: String, _ tensor: Tensor, _ type: String, _ shape: [Int]?
  ) -> ArrayFileError {
    .wrongTensor(
      path: path, tensor: name, expected: "\(type) \(shape.map { "\($0)" } ?? "of any shape")",
      found: "\(tensor.elements.typeName) \(tensor.shape)")
  }
}

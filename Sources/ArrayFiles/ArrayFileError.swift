import Wording
public import SystemFiles

/// What can be wrong with an array, table or tensor file.
///
/// Every message reads "where: what was found; what was expected. How to fix."
public enum ArrayFileError: FileStepError, Hashable, Sendable {
  /// The operating system refused a step; `reason` is its own text for the error.
  case system(path: String, step: FileStep, reason: String)
  /// The file ends before its content does; sizes in bytes.
  case truncated(path: String, expected: Int, found: Int)
  /// The file goes on after its content; sizes in bytes.
  case trailingBytes(path: String, expected: Int, found: Int)
  /// The file does not start as a `.npy` file does.
  case notNPY(path: String)
  /// The `.npy` format version is not 1, 2 or 3.
  case unknownNPYVersion(path: String, version: String)
  /// The header of a `.npy` file cannot be understood.
  case malformedNPYHeader(path: String, header: String)
  /// The array is stored column by column.
  case columnMajor(path: String)
  /// The array holds another element type.
  case wrongElementType(path: String, expected: String, found: String)
  /// The array has another shape.
  case wrongShape(path: String, expected: String, found: [Int])
  /// A byte of a boolean array is neither 0 nor 1.
  case notBoolean(path: String, index: Int, byte: UInt8)
  /// The data does not start at a multiple of the element size, so it cannot be used in place.
  case misaligned(path: String, offset: Int)
  /// `table.json` cannot be understood.
  case malformedTable(path: String, problem: String)
  /// `table.json` was written by another version of the format.
  case unknownTableVersion(path: String, found: Int, expected: Int)
  /// The table has no column of this name.
  case missingColumn(path: String, name: String, present: [String], nearest: String?)
  /// The column holds another type.
  case wrongColumnType(path: String, column: String, expected: String, found: String)
  /// The column does not have one entry per row.
  case wrongColumnLength(path: String, column: String, rows: Int, found: Int)
  /// Two columns share a name.
  case duplicateColumn(name: String)
  /// Values without an optional type were asked of a column that has undefined entries.
  case undefinedValues(path: String, column: String, count: Int)
  /// The parts of a text or sequence column contradict each other.
  case inconsistentParts(path: String, column: String, problem: String)
  /// The safetensors header cannot be understood or contradicts the file.
  case malformedTensors(path: String, problem: String)
  /// The tensor's element type is not one that is read here.
  case unsupportedTensorType(path: String, tensor: String, type: String)
  /// The file has no tensor of this name.
  case missingTensor(path: String, name: String, present: [String], nearest: String?)
  /// The tensor holds another element type or shape.
  case wrongTensor(path: String, tensor: String, expected: String, found: String)
}

extension ArrayFileError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    switch self {
    case .system(let path, let step, let reason):
      "\(path): cannot \(step.rawValue): \(reason)."
    case .truncated(let path, let expected, let found):
      "\(path): the file has \(found) bytes; expected \(expected). "
        + "It is truncated: make it again."
    case .trailingBytes(let path, let expected, let found):
      "\(path): the file has \(found) bytes; expected \(expected). "
        + "It does not fit its own header: make it again."
    case .columnMajor(let path):
      "\(path): the array is stored in Fortran order; expected C order. "
        + "Save numpy.ascontiguousarray of it."
    case .wrongElementType(let path, let expected, let found):
      "\(path): the elements are '\(found)'; expected '\(expected)'. "
        + "Save the array with that type."
    case .wrongShape(let path, let expected, let found):
      "\(path): the shape is \(found); expected \(expected)."
    case .notBoolean(let path, let index, let byte):
      "\(path): element \(index) is the byte \(byte); expected 0 or 1."
    case .misaligned(let path, let offset):
      "\(path): the data starts at byte \(offset); expected a multiple of the element size. "
        + "Read the array instead of mapping it."
    case .notNPY, .unknownNPYVersion, .malformedNPYHeader: npyHeaderDescription
    case .malformedTable, .unknownTableVersion, .missingColumn, .wrongColumnType,
      .wrongColumnLength, .duplicateColumn, .undefinedValues, .inconsistentParts:
      tableDescription
    case .malformedTensors, .unsupportedTensorType, .missingTensor, .wrongTensor:
      tensorDescription
    }
  }

  private var npyHeaderDescription: String {
    switch self {
    case .notNPY(let path):
      "\(path): the file does not start with the NPY signature; expected a .npy file."
    case .unknownNPYVersion(let path, let version):
      "\(path): the NPY format version is \(version); expected 1.0, 2.0 or 3.0."
    case .malformedNPYHeader(let path, let header):
      "\(path): the NPY header is '\(header)'; "
        + "expected the keys 'descr', 'fortran_order' and 'shape'."
    default: ""
    }
  }

  private var tableDescription: String {
    switch self {
    case .malformedTable(let path, let problem):
      "\(path): \(problem). Make the table again."
    case .unknownTableVersion(let path, let found, let expected):
      "\(path): schemaVersion is \(found); expected \(expected). "
        + "Make the table again with this version of cupel."
    case .missingColumn(let path, let name, let present, let nearest):
      "\(path): there is no column '\(name)'; the table has "
        + "\(NameList(present)).\(didYouMean(nearest))"
    case .wrongColumnType(let path, let column, let expected, let found):
      "\(path): column '\(column)' holds \(found); expected \(expected)."
    case .wrongColumnLength(let path, let column, let rows, let found):
      "\(path): column '\(column)' has \(found) entries; expected one for each of \(rows) rows."
    case .duplicateColumn(let name):
      "column '\(name)' is given twice; expected every column once. Rename one of them."
    case .undefinedValues(let path, let column, let count):
      "\(path): column '\(column)' has \(count) undefined entries; expected none. "
        + "Read it as optional values."
    case .inconsistentParts(let path, let column, let problem):
      "\(path): the parts of column '\(column)' contradict each other: \(problem). "
        + "Make the table again."
    default: ""
    }
  }

  private var tensorDescription: String {
    switch self {
    case .malformedTensors(let path, let problem):
      "\(path): \(problem); expected a safetensors file. Make it again."
    case .unsupportedTensorType(let path, let tensor, let type):
      "\(path): tensor '\(tensor)' has the type '\(type)'; expected F32, F64 or I64. "
        + "Convert it before saving."
    case .missingTensor(let path, let name, let present, let nearest):
      "\(path): there is no tensor '\(name)'; the file has "
        + "\(NameList(present)).\(didYouMean(nearest))"
    case .wrongTensor(let path, let tensor, let expected, let found):
      "\(path): tensor '\(tensor)' is \(found); expected \(expected)."
    default: ""
    }
  }

  private func didYouMean(_ nearest: String?) -> String {
    nearest.map { " Did you mean '\($0)'?" } ?? ""
  }
}

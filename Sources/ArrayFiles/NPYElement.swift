/// A number type that `.npy` files hold here: u1, u4, u8, i4, i8, f4, f8 and b1, little endian.
public protocol NPYElement: BitwiseCopyable, Sendable, Hashable {
  /// The type as a `.npy` header spells it, for example "<f4".
  static var npyDescriptor: String { get }
  /// What is stored below a mask where a value is undefined: NaN for floats, else zero.
  static var npyPlaceholder: Self { get }
}

extension UInt8: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "|u1" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: UInt8 { 0 }
}

extension UInt32: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<u4" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: UInt32 { 0 }
}

extension UInt64: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<u8" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: UInt64 { 0 }
}

extension Int32: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<i4" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Int32 { 0 }
}

extension Int64: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<i8" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Int64 { 0 }
}

extension Int: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<i8" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Int { 0 }
}

extension Float: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<f4" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Float { .nan }
}

extension Double: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "<f8" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Double { .nan }
}

extension Bool: NPYElement {
  /// See ``NPYElement``.
  public static var npyDescriptor: String { "|b1" }
  /// See ``NPYElement``.
  public static var npyPlaceholder: Bool { false }
}

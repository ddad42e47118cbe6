/// A number type that `.npy` files hold here: u1, u4, i4, i8, f4, f8 and b1, little endian.
public protocol NPYElement: BitwiseCopyable, Sendable, Hashable {
  /// The type as a `.npy` header spells it, for example "<f4".
  static var npyDescriptor: String { get }
  /// What is stored below a mask where a value is undefined: NaN for floats, else zero.
  static var npyPlaceholder: Self { get }
}

extension UInt8: NPYElement {
  public static var npyDescriptor: String { "|u1" }
  public static var npyPlaceholder: UInt8 { 0 }
}

extension UInt32: NPYElement {
  public static var npyDescriptor: String { "<u4" }
  public static var npyPlaceholder: UInt32 { 0 }
}

extension Int32: NPYElement {
  public static var npyDescriptor: String { "<i4" }
  public static var npyPlaceholder: Int32 { 0 }
}

extension Int64: NPYElement {
  public static var npyDescriptor: String { "<i8" }
  public static var npyPlaceholder: Int64 { 0 }
}

extension Int: NPYElement {
  public static var npyDescriptor: String { "<i8" }
  public static var npyPlaceholder: Int { 0 }
}

extension Float: NPYElement {
  public static var npyDescriptor: String { "<f4" }
  public static var npyPlaceholder: Float { .nan }
}

extension Double: NPYElement {
  public static var npyDescriptor: String { "<f8" }
  public static var npyPlaceholder: Double { .nan }
}

extension Bool: NPYElement {
  public static var npyDescriptor: String { "|b1" }
  public static var npyPlaceholder: Bool { false }
}

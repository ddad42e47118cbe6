/// What can go wrong below the models.
public enum TensorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system would not give this much memory.
  case outOfMemory(bytes: Int)

  /// "tensor memory: …".
  public var description: String {
    switch self {
    case .outOfMemory(let bytes):
      "tensor memory: the system refused \(bytes) bytes; expected room for the activations of one "
        + "batch. Use a smaller batch or shorter fragments."
    }
  }
}

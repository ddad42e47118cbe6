/// The identity of a result: the digest of everything that may change it.
public struct StageKey: Hashable, Sendable, CustomStringConvertible {
  /// SHA-256 of the canonical JSON of the key parts.
  public let digest: ContentDigest

  /// Takes a key from 64 hexadecimal digits, or nothing.
  public init?(hex: String) {
    guard let digest = ContentDigest(hex: hex) else { return nil }
    self.digest = digest
  }

  init(parts: ParameterValue) { digest = ContentDigest(of: parts.canonicalJSON) }

  /// The 64 digits: also the name of the folder in the cache.
  public var description: String { digest.hex }
}

/// Everything that may change the result of a stage, by name.
struct KeyParts {
  /// The parts as one object; upstream digests that are not known yet are left out.
  let value: ParameterValue
  /// The key, or nothing while an upstream digest is not known.
  let key: StageKey?

  /// - Parameters:
  ///   - inputs: content digest of every declared input, by label.
  ///   - upstream: output digest of every upstream stage, by name; fewer while planning.
  init(
    stage: StageDeclaration, inputs: [String: ContentDigest], upstream: [String: ContentDigest]
  ) {
    value = [
      "stage": .string(stage.name),
      "implementation": .int(stage.implementationVersion),
      "parameters": stage.parameters,
      // As text, because a seed may exceed the whole numbers other JSON readers keep exactly.
      "seed": stage.seed.map { .string(String($0)) } ?? .null,
      "inputs": .object(inputs.mapValues { .string($0.hex) }),
      "upstream": .object(upstream.mapValues { .string($0.hex) }),
    ]
    key = upstream.count == stage.upstream.count ? StageKey(parts: value) : nil
  }
}

import GenomicTypes

/// A chromosome as FASTA lines without line breaks: ">" and the name, then the bases, made as they
/// are asked for.
///
/// ```swift
/// for line in FASTALines(chromosome, width: 60) { output.write(line + "\n") }
/// ```
public struct FASTALines: Sequence, IteratorProtocol, Sendable {
  private let codes: [UInt8]
  private let width: Int
  private var title: String?
  private var position = 0

  /// - Parameters:
  ///   - chromosome: what to write.
  ///   - width: bases a line, ≥ 1.
  public init(_ chromosome: SimulatedChromosome, width: Int = 60) {
    precondition(width >= 1, "width \(width)")
    codes = chromosome.codes
    self.width = width
    title = ">" + chromosome.name
  }

  /// The next line, nil after the last.
  public mutating func next() -> String? {
    if let line = title {
      title = nil
      return line
    }
    if position >= codes.count { return nil }
    let end = Swift.min(position + width, codes.count)
    let letters = codes[position..<end].map { BaseCode.letter(ofCode: $0) }
    position = end
    return String(decoding: letters, as: UTF8.self)
  }
}

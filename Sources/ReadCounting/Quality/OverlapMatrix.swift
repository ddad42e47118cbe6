public import Statistics

/// Which library the barcodes of each sample come from: sample swaps and contamination.
///
/// Samples (cDNA) are rows, libraries (iPCR, or assignments) columns. The share is
/// O_ij = |B_i ∩ B_j|/|B_i|, held against the share n_j/4^L that chance gives.
///
/// ```swift
/// let overlap = OverlapMatrix(
///   samples: [.init(name: "cDNA", barcodes: 1000, declared: [0])],
///   libraries: [.init(name: "iPCR A", barcodes: 50_000), .init(name: "iPCR B", barcodes: 40_000)],
///   shared: [[300, 0]], barcodeLength: 20)
/// overlap.rows[0].best     // 0
/// overlap.rows[0].verdict  // pass
/// ```
public struct OverlapMatrix: Hashable, Codable, Sendable {
  /// A sample with its distinct barcodes and the libraries it is declared to come from.
  public struct Sample: Hashable, Codable, Sendable {
    /// Name.
    public let name: String
    /// |B_i|, distinct barcodes.
    public let barcodes: Int
    /// Indices of the libraries that were transfected; empty when not declared.
    public let declared: [Int]

    /// Makes a sample.
    public init(name: String, barcodes: Int, declared: [Int]) {
      self.name = name
      self.barcodes = barcodes
      self.declared = declared
    }
  }

  /// A library with its distinct barcodes.
  public struct Library: Hashable, Codable, Sendable {
    /// Name.
    public let name: String
    /// Distinct barcodes.
    public let barcodes: Int

    /// Makes a library.
    public init(name: String, barcodes: Int) {
      self.name = name
      self.barcodes = barcodes
    }
  }

  /// One sample against every library.
  public struct Row: Hashable, Codable, Sendable {
    /// The sample.
    public let sample: Sample
    /// Barcodes in both, per library.
    public let shared: [Int]
    /// Their share of the sample's barcodes, per library; undefined for a sample without barcodes.
    public let share: [Estimate]
    /// Barcodes that chance alone would put in both, per library.
    public let expectedByChance: [Double]
    /// The library that shares most, the declared one among equals; nil when none shares any.
    public let best: Int?
    /// Libraries that were not declared and share more than the limits allow.
    public let contaminants: [Int]
    /// Outcome.
    public let verdict: LibraryCheck.Verdict
    /// The outcome in a sentence.
    public let sentence: String
  }

  /// The libraries, in order of the columns.
  public let libraries: [Library]
  /// The samples, in the order given.
  public let rows: [Row]
  /// Bases of a barcode.
  public let barcodeLength: Int
  /// A second library may exceed chance by this factor …
  public let chanceFactor: Double
  /// … or hold this share of the sample's barcodes, but not both.
  public let shareLimit: Double

  /// Judges every sample: it fails when a library that was not declared shares most, or when such a
  /// library exceeds both `chanceFactor` times chance and `shareLimit` of the sample's barcodes. A
  /// sample without barcodes, or without a declared library, is not assessed.
  ///
  /// - Parameters:
  ///   - shared: (samples, libraries): |B_i ∩ B_j|.
  ///   - barcodeLength: bases of a barcode.
  /// - Precondition: `shared` has that shape, no entry exceeds the barcodes of its sample or
  ///   library, and declared indices exist.
  public init(
    samples: [Sample], libraries: [Library], shared: [[Int]], barcodeLength: Int,
    chanceFactor: Double = 10, shareLimit: Double = 0.01
  ) {
    precondition(shared.count == samples.count, "\(shared.count) rows, \(samples.count) samples")
    self.libraries = libraries
    self.barcodeLength = barcodeLength
    self.chanceFactor = chanceFactor
    self.shareLimit = shareLimit
    let judge = OverlapJudge(
      libraries: libraries, barcodeLength: barcodeLength, chanceFactor: chanceFactor,
      shareLimit: shareLimit)
    rows = zip(samples, shared).map { judge.row($0, shared: $1) }
  }
}

/// The rules of one row.
private struct OverlapJudge {
  let libraries: [OverlapMatrix.Library]
  let barcodeLength: Int
  let chanceFactor: Double
  let shareLimit: Double

  func row(_ sample: OverlapMatrix.Sample, shared: [Int]) -> OverlapMatrix.Row {
    precondition(shared.count == libraries.count, "\(shared.count) of \(libraries.count) libraries")
    for (count, library) in zip(shared, libraries) {
      precondition(
        count >= 0 && count <= min(sample.barcodes, library.barcodes),
        "\(count) barcodes shared by \(sample.name) and \(library.name)")
    }
    precondition(sample.declared.allSatisfy(libraries.indices.contains), "\(sample.declared)")
    let chance = libraries.map {
      BarcodeSpace.expectedShared(sample.barcodes, $0.barcodes, length: barcodeLength)
    }
    let most = shared.max() ?? 0
    let candidates = libraries.indices.filter { shared[$0] == most }
    let best =
      most > 0 ? candidates.first(where: sample.declared.contains) ?? candidates.first : nil
    let contaminants = libraries.indices.filter { index in
      !sample.declared.contains(index) && Double(shared[index]) > chanceFactor * chance[index]
        && Double(shared[index]) > shareLimit * Double(sample.barcodes)
    }
    let (verdict, sentence) = outcome(sample, shared: shared, best: best, contaminants)
    return OverlapMatrix.Row(
      sample: sample, shared: shared,
      share: shared.map {
        Estimate(
          sample.barcodes > 0 ? Double($0) / Double(sample.barcodes) : nil,
          orUndefined: .noCounts)
      }, expectedByChance: chance, best: best,
      contaminants: sample.declared.isEmpty ? [] : contaminants, verdict: verdict,
      sentence: sentence)
  }

  private func outcome(
    _ sample: OverlapMatrix.Sample, shared: [Int], best: Int?, _ contaminants: [Int]
  ) -> (LibraryCheck.Verdict, String) {
    func part(_ index: Int) -> String {
      let percent = 100 * Double(shared[index]) / Double(max(1, sample.barcodes))
      return "\(libraries[index].name) (\(plainNumber((percent * 10).rounded() / 10)) %)"
    }
    let name = sample.name
    guard sample.barcodes > 0 else { return (.notAssessed, "\(name) has no barcodes.") }
    guard let best else {
      return (
        sample.declared.isEmpty ? .notAssessed : .fail,
        "\(name) shares no barcode with any library."
      )
    }
    if sample.declared.isEmpty {
      return (.notAssessed, "\(name) shares most with \(part(best)); no library was declared.")
    }
    let declared = sample.declared.map(part).joined(separator: ", ")
    if !sample.declared.contains(best) {
      return (
        .fail,
        "\(name) shares most with \(part(best)), not with the declared \(declared):"
          + " samples may be swapped."
      )
    }
    if !contaminants.isEmpty {
      return (
        .fail,
        "\(name) shares barcodes with \(contaminants.map(part).joined(separator: ", ")) beside the"
          + " declared \(declared): contamination."
      )
    }
    return (.pass, "\(name) shares barcodes with the declared \(declared) and no other library.")
  }
}

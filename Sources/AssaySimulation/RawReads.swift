import GenomicTypes
import Statistics

/// The sequencing reads behind a simulated experiment: what a laboratory has before it counts.
///
/// Every barcode of the library lies on one fragment. The read pairs of the library (iPCR) are
/// alignments with the barcode as tag `BC`, as many per barcode as its count in the first sample of
/// the input DNA; every other sample is a FASTQ file of barcodes followed by an adapter, one read per
/// count. Flawed reads come on top, see ``ReadFlaw`` and ``PairFlaw``.
///
/// ```swift
/// let reads = RawReads(experiment, parameters: RawReadParameters())
/// reads.alignments.prefix(1)           // ["@HD\tVN:1.6\tSO:coordinate"]
/// reads.reads(ofSample: 1).flawed      // [.noAdapter: 21, …]
/// ```
public struct RawReads: Sendable {
  /// Reads of one sample as FASTQ records of four lines, in random order.
  public struct SampleReads: Sendable {
    /// Name of the sample.
    public let name: String
    /// The records, each with its line breaks.
    public let records: [String]
    /// Flawed reads of each kind.
    public let flawed: [ReadFlaw: Int]
  }

  let parameters: RawReadParameters
  let table: FragmentTable
  let barcodes: BarcodeSequences
  let barcodeLength: Int
  let seed: Seed
  let chromosomeLengths: [Int]

  /// Prepares the reads of an experiment.
  public init(_ experiment: SimulatedExperiment, parameters: RawReadParameters) {
    self.parameters = parameters
    table = experiment.barcodes ?? experiment.fragments
    barcodeLength = experiment.parameters.counts.barcodeLength
    seed = Seed(experiment.parameters.seed).derived("raw reads")
    barcodes = BarcodeSequences(
      length: barcodeLength, seed: Seed(experiment.parameters.seed).derived("barcodes"))
    chromosomeLengths = experiment.chromosomes.map(\.codes.count)
  }

  /// Names of the samples, as the columns of the experiment's tables; the first is the library.
  public var sampleNames: [String] { table.counts.map(\.name) }

  /// The barcode of a row of the experiment's barcode table, or of its fragment table when every
  /// fragment has one barcode.
  public func barcode(ofRow row: Int) -> String { barcodes.letters(of: row) }

  /// The reads of a sample other than the library.
  ///
  /// - Complexity: O(reads); all records are in memory.
  public func reads(ofSample sample: Int) -> SampleReads {
    let column = table.counts[sample]
    var generator = SeededGenerator(seed.derived("sample", sample))
    var starts: [[UInt8]] = []
    for row in 0..<table.rowCount where column.values[row] > 0 {
      let start = Array((barcode(ofRow: row) + parameters.adapter).utf8)
      for _ in 0..<column.values[row] { starts.append(start) }
    }
    let perFlaw = Int(Double(starts.count) * parameters.flawedFraction)
    let good = starts.count
    for flaw in ReadFlaw.allCases {
      for number in 0..<perFlaw {
        starts.append(flawed(flaw, number, like: starts[generator.index(below: max(good, 1))]))
      }
    }
    let records = generator.permutation(starts.count).enumerated().map { place, index in
      record(named: "\(column.name):\(place + 1)", start: starts[index], &generator)
    }
    return SampleReads(
      name: column.name, records: records,
      flawed: Dictionary(uniqueKeysWithValues: ReadFlaw.allCases.map { ($0, perFlaw) }))
  }

  private func flawed(_ flaw: ReadFlaw, _ number: Int, like good: [UInt8]) -> [UInt8] {
    let adapter = Array(parameters.adapter.utf8)
    switch flaw {
    case .noAdapter: return Array(good.prefix(barcodeLength))
    case .barcodeLength: return Array(good.dropFirst())
    case .barcodeHasN:
      var letters = good
      letters[number % barcodeLength] = UInt8(ascii: "N")
      return letters
    case .notInLibrary:
      return Array(barcodes.letters(of: table.rowCount + number).utf8) + adapter
    }
  }

  /// A FASTQ record: the given bases, then random ones up to the length of a read.
  private func record(
    named name: String, start: [UInt8], _ generator: inout SeededGenerator
  ) -> String {
    var letters = Array(start.prefix(parameters.readLength))
    while letters.count < parameters.readLength {
      letters.append(BaseCode.letter(ofCode: UInt8(generator.index(below: 4))))
    }
    let qualities = letters.map { $0 == UInt8(ascii: "N") ? UInt8(ascii: "#") : UInt8(ascii: "I") }
    return "@\(name)\n\(String(decoding: letters, as: UTF8.self))\n+\n"
      + "\(String(decoding: qualities, as: UTF8.self))\n"
  }
}

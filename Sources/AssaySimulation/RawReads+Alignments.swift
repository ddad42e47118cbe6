import GenomicTypes
import Statistics

/// The read pairs of the library as lines of a coordinate-sorted SAM file.
extension RawReads {
  /// Header and records without line breaks; bases and qualities are left out ("*").
  ///
  /// - Complexity: O(pairs · log pairs); all records are in memory.
  public var alignments: [String] {
    var records: [MateRecord] = []
    var number = 0
    var generator = SeededGenerator(seed.derived("library"))
    let counts = table.counts[0].values
    for row in 0..<table.rowCount {
      for _ in 0..<counts[row] {
        number += 1
        records += pair(ofRow: row, number: number, flaw: nil, &generator)
      }
    }
    for flaw in PairFlaw.allCases {
      for _ in 0..<flawedPairs where number > 0 {
        let row = generator.index(below: table.rowCount)
        number += 1
        records += pair(ofRow: row, number: number, flaw: flaw, &generator)
      }
    }
    records.sort { $0.order < $1.order }
    return header + records.map { $0.line(chromosomeNames: table.chromosomeNames) }
  }

  /// Flawed read pairs of each kind.
  public var flawedPairs: Int {
    Int(Double(table.counts[0].values.reduce(0) { $0 + Int($1) }) * parameters.flawedFraction)
  }

  private var header: [String] {
    ["@HD\tVN:1.6\tSO:coordinate"]
      + zip(table.chromosomeNames, chromosomeLengths).map { "@SQ\tSN:\($0)\tLN:\($1)" }
  }

  private func pair(
    ofRow row: Int, number: Int, flaw: PairFlaw?, _ generator: inout SeededGenerator
  ) -> [MateRecord] {
    guard let placement = table.placements[row], let interval = placement.interval else {
      return []
    }
    let length = min(parameters.mateLength, interval.count)
    let left = Int(interval.lowerBound)
    let right = Int(interval.upperBound) - length
    let isReverse = placement.strand == .reverse
    let chromosome = Int(placement.chromosome)
    func mate(isLeft: Bool) -> MateRecord {
      MateRecord(
        name: "pair\(number)", barcode: barcode(ofRow: row),
        isFirst: isLeft != isReverse, isReverse: !isLeft, isMateReverse: isLeft,
        chromosome: chromosome, start: isLeft ? left : right, mateChromosome: chromosome,
        mateStart: isLeft ? right : left, length: length,
        templateLength: isLeft ? interval.count : -interval.count)
    }
    var mates = [mate(isLeft: true), mate(isLeft: false)]
    switch flaw {
    case nil: break
    case .mateMissing: mates.remove(at: generator.index(below: 2))
    case .lowMappingQuality: mates[generator.index(below: 2)].mappingQuality = 3
    case .failedQuality: for index in mates.indices { mates[index].extraFlags = 0x200 }
    case .contigMismatch:
      let other = (chromosome + 1) % table.chromosomeNames.count
      let start = generator.index(below: max(1, chromosomeLengths[other] - length))
      mates[1].chromosome = other
      mates[1].start = start
      mates[0].mateChromosome = other
      mates[0].mateStart = start
      for index in mates.indices {
        mates[index].isProper = false
        mates[index].templateLength = 0
      }
    }
    return mates
  }
}

/// One record of a read pair.
private struct MateRecord {
  let name: String
  let barcode: String
  let isFirst: Bool
  let isReverse: Bool
  let isMateReverse: Bool
  var chromosome: Int
  /// 0-based.
  var start: Int
  var mateChromosome: Int
  var mateStart: Int
  let length: Int
  var templateLength: Int
  var isProper = true
  var mappingQuality = 42
  var extraFlags = 0

  /// Coordinate order; the first mate before the second, then by name.
  var order: (Int, Int, Int, String) { (chromosome, start, isFirst ? 0 : 1, name) }

  private var flags: Int {
    0x1 | (isProper ? 0x2 : 0) | (isReverse ? 0x10 : 0) | (isMateReverse ? 0x20 : 0)
      | (isFirst ? 0x40 : 0x80) | extraFlags
  }

  /// SAM positions are 1-based.
  func line(chromosomeNames: [String]) -> String {
    let mate = mateChromosome == chromosome ? "=" : chromosomeNames[mateChromosome]
    return "\(name)\t\(flags)\t\(chromosomeNames[chromosome])\t\(start + 1)\t\(mappingQuality)\t"
      + "\(length)M\t\(mate)\t\(mateStart + 1)\t\(templateLength)\t*\t*\tBC:Z:\(barcode)"
  }
}

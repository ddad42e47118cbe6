import GenomicTypes

/// Collects the rows of the result from sorted bins.
struct FragmentRows {
  private let strand: FragmentStrandRule
  private let marksDuplicates: Bool
  private let barcodeLength: Int?
  private(set) var placements: [FragmentPlacement] = []
  private(set) var reads: [UInt32] = []
  private(set) var mappingQualities: [UInt8] = []
  private(set) var barcodes: [UInt64]?
  private(set) var molecules: [UInt32]?
  private(set) var duplicates: [UInt32]?

  init(
    strand: FragmentStrandRule, marksDuplicates: Bool, barcodeLength: Int? = nil,
    hasUMIs: Bool = false
  ) {
    self.strand = strand
    self.marksDuplicates = marksDuplicates
    self.barcodeLength = barcodeLength
    barcodes = barcodeLength == nil ? nil : []
    molecules = hasUMIs ? [] : nil
    duplicates = marksDuplicates ? [] : nil
  }

  mutating func reserve(_ count: Int) {
    placements.reserveCapacity(count)
    reads.reserveCapacity(count)
    mappingQualities.reserveCapacity(count)
    duplicates?.reserveCapacity(count)
  }

  /// Adds the rows of sorted bins, and frees each bin.
  mutating func append(_ grid: inout BinGrid<FragmentBin>) {
    for chromosome in grid.chromosomes.indices {
      for index in grid.chromosomes[chromosome].indices {
        let bin = grid.chromosomes[chromosome][index]
        grid.chromosomes[chromosome][index] = FragmentBin()
        for row in bin.places.indices {
          placements.append(placement(bin.places[row], chromosome, index))
          mappingQualities.append(FragmentPlace.mappingQuality(bin.places[row]))
        }
        reads.append(contentsOf: bin.reads)
        duplicates?.append(contentsOf: bin.duplicates)
      }
    }
  }

  /// Adds the rows of sorted bins, merging UMIs, and frees each bin; returns the reads whose barcode
  /// has another length.
  mutating func append(_ grid: inout BinGrid<BarcodedBin>) -> Int {
    var otherLength = 0
    for chromosome in grid.chromosomes.indices {
      for index in grid.chromosomes[chromosome].indices {
        let bin = grid.chromosomes[chromosome][index]
        grid.chromosomes[chromosome][index] = BarcodedBin()
        otherLength += append(bin, chromosome, index)
      }
    }
    return otherLength
  }

  private mutating func append(_ bin: BarcodedBin, _ chromosome: Int, _ index: Int) -> Int {
    var otherLength = 0
    var previous: Int?
    for row in bin.places.indices {
      if let barcodeLength, Int(bin.barcodeLengths[row]) != barcodeLength {
        otherLength += Int(bin.reads[row])
        continue
      }
      let quality = FragmentPlace.mappingQuality(bin.places[row])
      let last = reads.count - 1
      if let previous,
        bin.places[previous] >> FragmentPlace.lowBits == bin.places[row] >> FragmentPlace.lowBits,
        bin.barcodes[previous] == bin.barcodes[row]
      {
        reads[last] += bin.reads[row]
        mappingQualities[last] = max(mappingQualities[last], quality)
        molecules?[last] += 1
        duplicates?[last] += bin.duplicates[row]
      } else {
        placements.append(placement(bin.places[row], chromosome, index))
        reads.append(bin.reads[row])
        mappingQualities.append(quality)
        barcodes?.append(bin.barcodes[row])
        molecules?.append(1)
        duplicates?.append(bin.duplicates[row])
      }
      previous = row
    }
    return otherLength
  }

  private func placement(_ place: UInt64, _ chromosome: Int, _ bin: Int) -> FragmentPlacement {
    let start = FragmentPlace.start(place, bin: bin)
    return FragmentPlacement(
      chromosome: Int32(chromosome), interval: start..<start + FragmentPlace.length(place),
      strand: strand == .none ? .unstranded : FragmentPlace.isReverse(place) ? .reverse : .forward)
  }

  /// Length → reads of that length.
  var readsOfLength: [Int: Int] {
    var short = [Int](repeating: 0, count: 4096)
    var long: [Int: Int] = [:]
    for (placement, reads) in zip(placements, reads) {
      let length = placement.interval?.count ?? 0
      if length < short.count {
        short[length] += Int(reads)
      } else {
        long[length, default: 0] += Int(reads)
      }
    }
    for (length, reads) in short.enumerated() where reads > 0 { long[length] = reads }
    return long
  }

  /// Reads → rows with that many.
  var rowsWithReads: [UInt32: Int] {
    var few = [Int](repeating: 0, count: 256)
    var many: [UInt32: Int] = [:]
    for count in reads {
      if count < few.count { few[Int(count)] += 1 } else { many[count, default: 0] += 1 }
    }
    for (count, rows) in few.enumerated() where rows > 0 { many[UInt32(count)] = rows }
    return many
  }

  func fragments(chromosomeNames: [String]) -> CountedFragments {
    CountedFragments(
      chromosomeNames: chromosomeNames, placements: placements, reads: reads,
      mappingQualities: mappingQualities, barcodeLength: barcodeLength, barcodes: barcodes,
      molecules: molecules, duplicates: duplicates)
  }
}

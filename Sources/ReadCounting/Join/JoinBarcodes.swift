import GenomicTypes
import Sharding
import Wording

/// Puts the counts of barcodes in sequenced samples beside the fragments or oligos that the
/// barcodes belong to.
///
/// Every assigned barcode is a row, and a sample that did not see it counts 0 there: a fragment
/// without RNA is an observation. A sample made from other libraries than the row's is *not
/// observed* there. A barcode that two libraries of a sample assign differently, or that one of them
/// saw at several places, belongs to either: it is counted in neither (`barcode_in_several_libraries`)
/// and not observed in their rows, whether or not the sample has it. Where libraries agree, the row of
/// the first counts. The other barcodes without a row leave as `not_in_ipcr` (fragments) or
/// `not_assigned` (oligos), or with the reason why the library did not assign them, where the library
/// lists it.
///
/// ```swift
/// // library: AAAA at chr1:0-100, ACGT at chr1:50-90; sample RNA: AAAA 3 reads, GGGG 5
/// let joined = try joinBarcodes(
///   libraries: [library], samples: [BarcodeSample(name: "RNA", barcodes: rna)])
/// joined.table.counts[0].values  // [3, 0]
/// joined.attrition[0]            // barcodes: 2 in, 1 left, not_in_ipcr 1
/// joined.attrition[1]            // reads: 8 in, 3 left, not_in_ipcr 5
/// ```
///
/// - Parameter threads: the result is the same for any number.
/// - Throws: ``BarcodeJoinError`` for names or barcode lengths that do not fit together, and when
///   no row is left.
/// - Complexity: O(rows · samples + barcodes of the samples); memory about 50 bytes a row beside
///   inputs and result.
public func joinBarcodes(
  libraries: [BarcodeLibrary], samples: [BarcodeSample],
  options: BarcodeJoinOptions = BarcodeJoinOptions(), threads: Int = 1
) throws -> JoinedBarcodes {
  let plan = try BarcodeJoinPlan(libraries: libraries, samples: samples, options: options)
  let rows = try LibraryRows(libraries, threads: threads)
  let shared = try shardedMap(shards: plan.sources.count, threads: threads) {
    SharedBarcodes(of: plan.sources[$0], libraries: libraries, rows: rows)
  }
  let merges = try shardedMap(shards: samples.count, threads: threads) { sample in
    let source = plan.sourceOfSample[sample]
    return SampleMerge(
      samples[sample], libraries: libraries, indices: plan.sources[source],
      shared: shared[source], rows: rows, listsDropped: options.listsDropped)
  }
  var attrition: [AttritionNode] = []
  for merge in merges { attrition += try merge.attrition() }
  var counts = options.includesLibraryCounts ? rows.libraryCounts(libraries) : []
  counts += merges.map(\.column)
  let columns = rows.columns(libraries)
  var table = FragmentTable(
    chromosomeNames: rows.chromosomeNames, placements: columns.placements, names: columns.names,
    counts: counts)
  var (barcodes, libraryOfRow) = (columns.barcodes, columns.libraries)
  if case .seenInPairs(_, let minimumDNA, let minimumRNA) = options.rows {
    let filter = PairFilter(
      plan.pairs, minimumDNA: minimumDNA, minimumRNA: minimumRNA,
      firstColumn: counts.count - samples.count)
    let outcome = try filter.applied(to: table)
    attrition.append(outcome.attrition)
    table = outcome.table
    barcodes = outcome.rows.map { barcodes[$0] }
    libraryOfRow = outcome.rows.map { libraryOfRow[$0] }
  }
  if table.rowCount == 0 {
    throw BarcodeJoinError.nothingLeft(step: "join", dropped: attrition.last?.dropped ?? [:])
  }
  return JoinedBarcodes(
    table: table, barcodeLength: libraries[0].barcodes.length, barcodes: barcodes,
    libraries: libraryOfRow, attrition: attrition,
    dropped: options.listsDropped ? merges.compactMap(\.dropped) : nil)
}

/// Names turned into indices, after checking that everything fits together.
struct BarcodeJoinPlan {
  /// The different sets of libraries that samples were made from, each ascending.
  private(set) var sources: [[Int]] = []
  /// For each sample the place of its libraries in ``sources``.
  private(set) var sourceOfSample: [Int] = []
  /// Pairs of sample indices.
  private(set) var pairs: [(dna: Int, rna: Int)] = []

  init(
    libraries: [BarcodeLibrary], samples: [BarcodeSample], options: BarcodeJoinOptions
  ) throws(BarcodeJoinError) {
    try Self.checkKinds(libraries)
    var names: Set<String> = []
    for name in libraries.map(\.name) + samples.map(\.name)
    where !names.insert(name).inserted {
      throw .duplicateName(name: name)
    }
    let known = libraries.map(\.name)
    for sample in samples {
      var indices: Set<Int> = []
      for name in sample.libraries ?? known {
        guard let index = known.firstIndex(of: name) else {
          throw .unknownLibrary(
            sample: sample.name, library: name, known: known,
            nearest: nearestName(to: name, among: known))
        }
        indices.insert(index)
      }
      for index in indices.sorted()
      where libraries[index].barcodes.length != sample.barcodes.length {
        throw .barcodeLength(
          sample: sample.name, sampleLength: sample.barcodes.length,
          library: known[index], libraryLength: libraries[index].barcodes.length)
      }
      let source = indices.sorted()
      let place = sources.firstIndex(of: source) ?? sources.count
      if place == sources.count { sources.append(source) }
      sourceOfSample.append(place)
    }
    if case .seenInPairs(let pairs, _, _) = options.rows {
      let sampleNames = samples.map(\.name)
      for pair in pairs {
        self.pairs.append(
          (
            try Self.index(of: pair.dna, in: sampleNames),
            try Self.index(of: pair.rna, in: sampleNames)
          ))
      }
    }
  }

  private static func index(
    of name: String, in names: [String]
  ) throws(BarcodeJoinError) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw .unknownSample(
        name: name, known: names, nearest: nearestName(to: name, among: names))
    }
    return index
  }

  private static func checkKinds(_ libraries: [BarcodeLibrary]) throws(BarcodeJoinError) {
    guard let first = libraries.first else { throw .noLibraries }
    precondition(libraries.count <= Int(UInt16.max), "\(libraries.count) libraries")
    for library in libraries.dropFirst() {
      if library.barcodes.length != first.barcodes.length {
        throw .libraryLengths(
          first: first.name, firstLength: first.barcodes.length, second: library.name,
          secondLength: library.barcodes.length)
      }
      switch (first.barcodes.targets, library.barcodes.targets) {
      case (.fragments, .fragments), (.oligos, .oligos): continue
      case (.fragments, .oligos):
        throw .mixedLibraries(fragments: first.name, oligos: library.name)
      case (.oligos, .fragments):
        throw .mixedLibraries(fragments: library.name, oligos: first.name)
      }
    }
  }
}

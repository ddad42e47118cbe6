public import GenomicTypes
import SystemFiles

/// Writes a track as bigWig, the binary format of genome browsers: version 4, compressed, with
/// zoom levels and a summary.
///
/// Bytes are little endian and the same for any number of threads. Values are stored with 32 bits.
/// Layout: Kent et al. 2010 (doi:10.1093/bioinformatics/btq351). Memory: the track of one
/// chromosome and the compressed zoom levels, about a tenth of the file.
///
/// ```swift
/// var track = ChromosomeTrack(chromosome: "chr1")
/// track.append(start: 10, end: 20, value: 3)
/// var writer = try BigWigWriter(path: "dna.bw", chromosomes: [("chr1", 1_000)])
/// try writer.append(track)
/// try writer.finish()
/// ```
public struct BigWigWriter: ~Copyable {
  private let path: String
  private let threads: Int
  private let names: [String]
  private let lengths: [UInt32]
  private let dataOffset: Int
  private var file: OutputFile<GenomicsIOError>
  /// Bytes written so far.
  private var offset: Int
  private var nextChromosome = 0
  private var blocks: [BigWigBlock] = []
  private var zoomLevels: [BigWigZoomLevel] = []
  private var summary = BigWigSummary()

  private static let magic: UInt32 = 0x888F_FC26
  private static let version: UInt16 = 4
  private static let itemsPerSection = 1024
  private static let maximumZoomLevels = 10
  private static let headerBytes = 64
  private static let zoomHeaderBytes = 24
  private static let summaryBytes = 40
  private static let summaryOffset = headerBytes + maximumZoomLevels * zoomHeaderBytes
  private static let treeOffset = summaryOffset + summaryBytes

  /// Starts a file.
  ///
  /// - Parameter chromosomes: name and length of the chromosomes tracks may be on.
  /// - Throws: ``GenomicsIOError/system(path:step:reason:)`` when the file cannot be made.
  /// - Precondition: names are unique; lengths fit in 32 bits.
  public init(
    path: String, chromosomes: [(name: String, length: Int)], threads: Int = 1
  ) throws(GenomicsIOError) {
    precondition(threads >= 1, "threads \(threads)")
    let ranks = GenomicOrder.ranks(of: chromosomes.map(\.name))
    let order = chromosomes.indices.sorted { ranks[$0] < ranks[$1] }
    precondition(Set(chromosomes.map(\.name)).count == chromosomes.count, "chromosome names")
    let names = order.map { chromosomes[$0].name }
    let lengths = order.map { UInt32(chromosomes[$0].length) }
    let tree = BigWigChromosomeTree(names: names, lengths: lengths).bytes(at: Self.treeOffset)
    let file = try OutputFile<GenomicsIOError>(path: path)
    // The head is filled in at the end, and so is the number of sections before the data.
    let (head, sectionCount) = ([UInt8](repeating: 0, count: Self.treeOffset), [UInt64(0)])
    try file.write(head + tree)
    try file.write(sectionCount)
    self.path = path
    self.threads = threads
    self.names = names
    self.lengths = lengths
    self.file = file
    dataOffset = Self.treeOffset + tree.count
    offset = dataOffset + 8
  }

  /// Appends the track of one chromosome.
  ///
  /// - Throws: ``GenomicsIOError/beyondChromosome(path:interval:length:)``; file errors.
  /// - Precondition: the chromosome was announced, and tracks come in byte order of their names.
  public mutating func append(_ track: ChromosomeTrack) throws(GenomicsIOError) {
    guard let number = names[nextChromosome...].firstIndex(of: track.chromosome) else {
      preconditionFailure("chromosome \(track.chromosome) is unknown or out of order")
    }
    nextChromosome = number + 1
    guard track.count > 0 else { return }
    if let end = track.ends.last, UInt32(end) > lengths[number] {
      let last = GenomicInterval(
        chromosome: track.chromosome, start: Int(track.starts[track.count - 1]), end: Int(end))
      throw .beyondChromosome(path: path, interval: last, length: Int(lengths[number]))
    }
    let chromosome = UInt32(number)
    let sections = try CompressedSection.compressing(
      count: track.count, itemsPerSection: Self.itemsPerSection, threads: threads, path: path
    ) { Self.section(of: track, $0, chromosome: chromosome) }
    for section in sections {
      blocks.append(
        BigWigBlock(
          chromosome: chromosome, start: section.start, end: section.end, offset: UInt64(offset),
          size: UInt64(section.bytes.count)))
      try write(section.bytes)
    }
    summary.add(track)
    try addZoom(track, chromosome: chromosome)
  }

  /// Writes indices, zoom levels and the head, syncs the file and moves it to its place.
  public consuming func finish() throws(GenomicsIOError) {
    let indexOffset = offset
    try write(BigWigIndex(blocks).bytes(at: offset, itemsPerBlock: Self.itemsPerSection))
    var zoomHeaders = LittleEndianBytes()
    let levels = usefulZoomLevels
    for level in levels {
      zoomHeaders.append(UInt32(level.reduction))
      zoomHeaders.append(UInt32(0))
      zoomHeaders.append(UInt64(offset))
      zoomHeaders.append(UInt64(offset + 4 + level.bytes.count))
      var count = LittleEndianBytes()
      count.append(UInt32(level.recordCount))
      try write(count.bytes)
      let start = UInt64(offset)
      try write(level.bytes)
      let placed = level.blocks.map {
        BigWigBlock(
          chromosome: $0.chromosome, start: $0.start, end: $0.end, offset: start + $0.offset,
          size: $0.size)
      }
      try write(BigWigIndex(placed).bytes(at: offset, itemsPerBlock: Self.itemsPerSection))
    }
    var end = LittleEndianBytes()
    end.append(Self.magic)
    try write(end.bytes)
    try file.overwrite(
      head(zoomLevels: levels.count, indexOffset: indexOffset) + zoomHeaders.bytes, at: 0)
    try file.overwrite(summary.bytes, at: Self.summaryOffset)
    var sections = LittleEndianBytes()
    sections.append(UInt64(blocks.count))
    try file.overwrite(sections.bytes, at: dataOffset)
    try file.commit()
  }

  private func head(zoomLevels: Int, indexOffset: Int) -> [UInt8] {
    var head = LittleEndianBytes()
    head.append(Self.magic)
    head.append(Self.version)
    head.append(UInt16(zoomLevels))
    head.append(UInt64(Self.treeOffset))
    head.append(UInt64(dataOffset))
    head.append(UInt64(indexOffset))
    head.append(UInt32(0))  // fields of bigBed: none
    head.append(UInt64(0))  // autoSql of bigBed: none
    head.append(UInt64(Self.summaryOffset))
    head.append(UInt32(Self.itemsPerSection * BigWigZoomRecord.bytes))
    head.append(UInt64(0))  // extension: none
    return head.bytes
  }

  private mutating func write(_ bytes: [UInt8]) throws(GenomicsIOError) {
    try file.write(bytes)
    offset += bytes.count
  }

  /// A section: its head, then start, end and value of every interval (type 1, bedGraph).
  private static func section(
    of track: ChromosomeTrack, _ items: Range<Int>, chromosome: UInt32
  ) -> (start: UInt32, end: UInt32, bytes: [UInt8]) {
    let start = UInt32(track.starts[items.lowerBound])
    let end = UInt32(track.ends[items.upperBound - 1])
    var bytes = LittleEndianBytes()
    bytes.append(chromosome)
    bytes.append(start)
    bytes.append(end)
    bytes.append(UInt32(0))
    bytes.append(UInt32(0))
    bytes.append(UInt8(1))
    bytes.append(UInt8(0))
    bytes.append(UInt16(items.count))
    for item in items {
      bytes.append(UInt32(track.starts[item]))
      bytes.append(UInt32(track.ends[item]))
      bytes.append(Float(track.values[item]))
    }
    return (start, end, bytes.bytes)
  }
}

extension BigWigWriter {
  /// Reductions are ten times the mean interval of the first track, then four times the last.
  private mutating func addZoom(
    _ track: ChromosomeTrack, chromosome: UInt32
  ) throws(GenomicsIOError) {
    if zoomLevels.isEmpty {
      var reduction = max(10, 10 * track.coveredBases / track.count)
      let longest = lengths.max() ?? 0
      while zoomLevels.count < Self.maximumZoomLevels,
        zoomLevels.isEmpty || reduction < Int(longest)
      {
        zoomLevels.append(BigWigZoomLevel(reduction: reduction))
        reduction *= 4
      }
    }
    var records: [BigWigZoomRecord] = []
    for level in zoomLevels.indices {
      records =
        level == 0
        ? zoomLevels[0].records(of: track) : zoomLevels[level].records(of: records)
      let sections = try Self.compressed(records, chromosome, threads: threads, path: path)
      zoomLevels[level].add(sections, records: records.count, chromosome: chromosome)
    }
  }

  private static func compressed(
    _ records: [BigWigZoomRecord], _ chromosome: UInt32, threads: Int, path: String
  ) throws(GenomicsIOError) -> [CompressedSection] {
    try CompressedSection.compressing(
      count: records.count, itemsPerSection: itemsPerSection, threads: threads, path: path
    ) { range in
      var bytes = LittleEndianBytes()
      for record in records[range] { record.append(to: &bytes, chromosome: chromosome) }
      return (records[range.lowerBound].start, records[range.upperBound - 1].end, bytes.bytes)
    }
  }

  /// Levels as long as each has fewer records than what it was made from.
  private var usefulZoomLevels: ArraySlice<BigWigZoomLevel> {
    var finer = summary.intervals
    var useful = 0
    for level in zoomLevels {
      guard level.recordCount < finer else { break }
      finer = level.recordCount
      useful += 1
    }
    return zoomLevels[..<useful]
  }
}

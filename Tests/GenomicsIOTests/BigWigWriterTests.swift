import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct BigWigWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ tracks: [ChromosomeTrack], _ lengths: [(String, Int)], name: String = "a.bw",
    threads: Int = 1
  ) throws -> BigWigTestReader {
    var writer = try BigWigWriter(
      path: "\(folder.path)/\(name)", chromosomes: lengths.map { (name: $0.0, length: $0.1) },
      threads: threads)
    for track in tracks { try writer.append(track) }
    try writer.finish()
    return BigWigTestReader(try folder.bytes(name))
  }

  private func oracle(_ name: String) throws -> Data {
    try Data(contentsOf: repositoryFile("Reference/oracles/genomicsio/\(name)"))
  }

  /// The intervals of the oracle, by chromosome in byte order.
  private func oracleTracks() throws -> [ChromosomeTrack] {
    var tracks: [ChromosomeTrack] = []
    for line in String(decoding: try oracle("intervals.bedgraph"), as: UTF8.self).split(
      separator: "\n")
    {
      let cells = line.split(separator: "\t")
      if tracks.last?.chromosome != String(cells[0]) {
        tracks.append(ChromosomeTrack(chromosome: String(cells[0])))
      }
      let start = try #require(Int32(cells[1]))
      let end = try #require(Int32(cells[2]))
      tracks[tracks.count - 1].append(
        start: start, end: end, value: try #require(Double(cells[3])))
    }
    return tracks
  }

  private let oracleLengths = [("chr1", 400_000), ("chr10", 90_000), ("chr2", 1000)]

  private func intervals(_ track: ChromosomeTrack) -> [BigWigTestReader.Interval] {
    (0..<track.count).map {
      .init(
        start: UInt32(track.starts[$0]), end: UInt32(track.ends[$0]),
        value: Float(track.values[$0]))
    }
  }

  @Test func workedExample() throws {
    var track = ChromosomeTrack(chromosome: "chr1")
    track.append(start: 10, end: 20, value: 3)
    let file = try write([track], [("chr1", 1000)])
    #expect(file.version == 4 && file.sectionCount == 1 && file.covered == 10)
    #expect(file.chromosomes["chr1"]?.length == 1000)
    #expect(file.summary == [3, 3, 30, 90])
    #expect(file.intervals("chr1", 0..<1000) == [.init(start: 10, end: 20, value: 3)])
    #expect(file.intervals("chr1", 20..<1000) == [])
    #expect(try folder.bytes("a.bw").suffix(4) == [0x26, 0xFC, 0x8F, 0x88])
  }

  @Test func theFileOfAnotherProgramReadsAsItsIntervals() throws {
    let file = BigWigTestReader([UInt8](try oracle("pybigwig.bw")))
    for track in try oracleTracks() {
      let found = file.intervals(track.chromosome, 0..<UInt32.max)
      #expect(found == intervals(track), "\(track.chromosome)")
    }
  }

  @Test func theSameIntervalsAreFoundAsInTheFileOfAnotherProgram() throws {
    let theirs = BigWigTestReader([UInt8](try oracle("pybigwig.bw")))
    let tracks = try oracleTracks()
    let ours = try write(tracks, oracleLengths.reversed())
    #expect(ours.covered == theirs.covered)
    #expect(zip(ours.summary, theirs.summary).allSatisfy { abs($0 - $1) <= 1e-6 * abs($1) })
    for track in tracks {
      let name = track.chromosome
      #expect(ours.chromosomes[name]?.length == theirs.chromosomes[name]?.length)
      #expect(ours.intervals(name, 0..<UInt32.max) == intervals(track))
      for start in stride(from: UInt32(0), to: 400_000, by: 33_333) {
        #expect(
          ours.intervals(name, start..<(start + 500))
            == theirs.intervals(name, start..<(start + 500)))
      }
    }
  }

  @Test func zoomLevelsSummariseTheIntervals() throws {
    let tracks = try oracleTracks()
    let file = try write(tracks, oracleLengths)
    #expect(file.zoomHeaders.count >= 3)
    for (level, header) in file.zoomHeaders.enumerated() {
      if level > 0 { #expect(header.reduction == 4 * file.zoomHeaders[level - 1].reduction) }
      for track in tracks {
        let records = file.zoomRecords(level, track.chromosome)
        #expect(records.reduce(0) { $0 + Int($1.covered) } == track.coveredBases)
        let sum = records.reduce(0.0) { $0 + Double($1.sum) }
        #expect(abs(sum - track.area) < 1e-3 * (1 + abs(track.area)))
        #expect(records.map(\.maximum).max() == track.values.map { Float($0) }.max())
        #expect(records.map(\.minimum).min() == track.values.map { Float($0) }.min())
        #expect(zip(records, records.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(
          records.allSatisfy { $0.start / header.reduction == ($0.end - 1) / header.reduction })
      }
    }
  }

  @Test func oneRecordByHand() throws {
    // Mean interval 15 bases, so the first reduction is 150: 0..<150 and 150..<300.
    var track = ChromosomeTrack(chromosome: "c")
    for start in stride(from: Int32(0), to: 300, by: 30) {
      track.append(start: start + 5, end: start + 20, value: Double(start / 30))
    }
    let file = try write([track], [("c", 300)])
    let records = file.zoomRecords(0, "c")
    #expect(file.zoomHeaders[0].reduction == 150 && records.count == 2)
    #expect(records.map(\.start) == [5, 155] && records.map(\.end) == [140, 290])
    #expect(records.map(\.covered) == [75, 75])
    #expect(records.map(\.sum) == [150, 525] && records.map(\.sumOfSquares) == [450, 3825])
    #expect(records.map(\.minimum) == [0, 5] && records.map(\.maximum) == [4, 9])
  }

  @Test func bytesAreTheSameForAnyNumberOfThreadsAndManyBlocksAreFound() throws {
    // 300 000 intervals are 293 blocks, more than a node of the index holds.
    var track = ChromosomeTrack(chromosome: "c")
    for row in 0..<Int32(300_000) {
      track.append(start: row * 7, end: row * 7 + 5, value: Double(row % 101) - 3)
    }
    let one = try write([track], [("c", 2_100_000)], name: "1.bw", threads: 1)
    _ = try write([track], [("c", 2_100_000)], name: "4.bw", threads: 4)
    let isSame = try folder.bytes("1.bw") == folder.bytes("4.bw")
    #expect(isSame && one.sectionCount == 293)
    let all = one.intervals("c", 0..<2_100_000)
    let isWhole = all == intervals(track)
    #expect(isWhole)
    let part = one.intervals("c", 1_400_000..<1_400_020)
    #expect(part.map(\.start) == [1_400_000, 1_400_007, 1_400_014])
  }

  @Test func manyChromosomesNeedALevelAboveTheLeavesOfTheirTree() throws {
    let lengths = (0..<70_000).map { ("scaffold\($0)", 100 + $0) }
    let names = ["scaffold0", "scaffold1234", "scaffold69999"]
    let tracks = names.map { name in
      var track = ChromosomeTrack(chromosome: name)
      track.append(start: 1, end: 2, value: 0.5)
      return track
    }
    let file = try write(tracks, lengths)
    #expect(file.chromosomes.count == 70_000)
    #expect(lengths.allSatisfy { file.chromosomes[$0.0]?.length == UInt32($0.1) })
    for name in names {
      #expect(file.intervals(name, 0..<100) == [.init(start: 1, end: 2, value: 0.5)])
    }
    #expect(file.intervals("scaffold5", 0..<100) == [])
  }

  @Test func trackWithoutIntervalsIsAFile() throws {
    let file = try write([ChromosomeTrack(chromosome: "c")], [("c", 10)])
    #expect(file.covered == 0 && file.zoomHeaders.isEmpty && file.intervals("c", 0..<10) == [])
  }

  @Test func intervalBeyondTheChromosomeIsAnError() throws {
    var track = ChromosomeTrack(chromosome: "c")
    track.append(start: 5, end: 11, value: 1)
    #expect(
      message { _ = try write([track], [("c", 10)]) }
        == "\(folder.path)/a.bw: the track has c:5-11, but 'c' has 10 bases; expected end ≤ 10. Use "
        + "the genome that the fragments were mapped to.")
    #expect(try folder.names() == [])
  }
}

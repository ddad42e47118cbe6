import GenomicTypes
import PipelineStages
import TestSupport
import Testing

@Suite struct FragmentArtefactTests {
  @Test func aTableComesBackAsItWas() throws {
    var sequences = SequenceCollection()
    for letters in ["ACGTN", "", "GGGTTTAAACCC"] { sequences.append(letters: letters.utf8) }
    let table = FragmentTable(
      chromosomeNames: ["chr2", "chr1"],
      placements: [
        FragmentPlacement(chromosome: 1, interval: 3..<8, strand: .reverse), nil,
        FragmentPlacement(chromosome: 0, interval: nil, strand: .unstranded),
      ],
      names: ["a", "b", "ü"], sequences: sequences, barcodeCounts: [1, 2, 3],
      counts: [
        CountColumn(name: "DNA", values: [4, 0, 6], observed: [true, false, true]),
        CountColumn(name: "RNA 1", values: [0, 1, .max]),
      ],
      activities: [ActivityColumn(name: "K562", values: [0.5, nil, -1])],
      labels: [LabelColumn(name: "fold", values: ["x", "", "y"])])
    try withTemporaryFolder { folder in
      try FragmentArtefact.write(table, to: folder + "/fragments")
      let back = try FragmentArtefact.read(from: folder + "/fragments")
      #expect((0..<3).map { back.chromosomeName(of: $0) } == ["chr1", nil, "chr2"])
      #expect(back.placements.map { $0?.interval } == [3..<8, nil, nil])
      #expect(back.placements.map { $0?.strand } == [.reverse, nil, .unstranded])
      #expect(back.names == table.names && back.sequences == sequences)
      #expect(back.barcodeCounts == [1, 2, 3])
      #expect(back.counts.map(\.name) == ["DNA", "RNA 1"])
      #expect((0..<3).map { back.counts[0].count(at: $0) } == [4, nil, 6])
      #expect(back.counts[1].values == [0, 1, .max])
      #expect(back.activities[0].values == [0.5, nil, -1])
      #expect(back.labels[0].values == ["x", "", "y"])
    }
  }
}

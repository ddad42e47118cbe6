import GenomicTypes
import Statistics

/// A fragment table of intervals written as (chromosome index, start, end); nil for no chromosome.
func table(
  chromosomes: [String], _ fragments: [(Int, Int, Int)?], sequences: [String]? = nil,
  labels: [String: [String]] = [:]
) -> FragmentTable {
  FragmentTable(
    chromosomeNames: chromosomes,
    placements: fragments.map { fragment in
      fragment.map {
        FragmentPlacement(
          chromosome: Int32($0.0), interval: Int32($0.1)..<Int32($0.2), strand: .forward)
      }
    },
    sequences: sequences.map { collection(of: $0) },
    labels: labels.keys.sorted().map { LabelColumn(name: $0, values: labels[$0] ?? []) })
}

func collection(of sequences: [String]) -> SequenceCollection {
  var collection = SequenceCollection()
  for sequence in sequences { collection.append(letters: sequence.utf8) }
  return collection
}

func randomSequence(_ length: Int, _ generator: inout SeededGenerator) -> String {
  String((0..<length).map { _ in Array("ACGT")[generator.index(below: 4)] })
}

func reverseComplement(_ sequence: String) -> String {
  let partners: [Character: Character] = ["A": "T", "C": "G", "G": "C", "T": "A"]
  return String(sequence.reversed().map { partners[$0] ?? "N" })
}

/// A draw that is close to normal: the sum of twelve uniform ones minus six.
func roughNormal(_ generator: inout SeededGenerator) -> Double {
  (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() }
}

func isClose(_ a: Double?, _ b: Double?, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= max(absolute, relative * abs(b))
}

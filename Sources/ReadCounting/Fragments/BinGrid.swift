/// Bins of every chromosome by the start of fragments; made when they are first needed.
struct BinGrid<Bin: Sendable>: Sendable {
  /// Bins of each chromosome, in order of start.
  var chromosomes: [[Bin]]
  private let empty: Bin

  init(chromosomes count: Int, empty: Bin) {
    chromosomes = Array(repeating: [], count: count)
    self.empty = empty
  }

  /// The bin of a start.
  subscript(chromosome: Int32, start: Int32) -> Bin {
    get { chromosomes[Int(chromosome)][Int(start) >> FragmentPlace.binBits] }
    _modify {
      let bin = Int(start) >> FragmentPlace.binBits
      while chromosomes[Int(chromosome)].count <= bin {
        chromosomes[Int(chromosome)].append(empty)
      }
      yield &chromosomes[Int(chromosome)][bin]
    }
  }
}

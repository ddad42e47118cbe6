import GenomicTypes

extension SplitContext {
  /// Roles by folds of whole chromosomes.
  func roles(byFolds choice: FoldChoice) throws(SplitError) -> [RowRole] {
    let chromosomes = chromosomesWithRows.count
    var problems: [SplitProblem] = []
    if choice.count < 3 { problems.append(.tooFewFolds(choice.count)) }
    if choice.count > chromosomes {
      problems.append(
        .moreFoldsThanChromosomes(folds: choice.count, chromosomes: chromosomes))
    }
    for (role, fold) in [(SplitRole.validation, choice.validation), (.test, choice.test)]
    where fold < 0 || fold >= choice.count {
      problems.append(.foldOutOfRange(role: role, fold: fold, folds: choice.count))
    }
    if choice.validation == choice.test { problems.append(.sameFoldTwice(choice.test)) }
    if !problems.isEmpty { throw SplitError(problems) }
    let folds = foldOfChromosome(count: choice.count)
    return table.placements.map { placement in
      guard let placement else { return unplacedRole }
      let fold = folds[Int(placement.chromosome)]
      if fold == choice.test { return .member(.test) }
      return fold == choice.validation ? .member(.validation) : .member(.train)
    }
  }

  /// The fold of every chromosome of the table; chromosomes without rows take none up.
  private func foldOfChromosome(count: Int) -> [Int] {
    let names = table.chromosomeNames
    var fragments = [Int](repeating: 0, count: names.count)
    for placement in table.placements {
      if let placement { fragments[Int(placement.chromosome)] += 1 }
    }
    let order = names.indices.filter { fragments[$0] > 0 }.sorted {
      (-fragments[$0], names[$0]) < (-fragments[$1], names[$1])
    }
    var folds = [Int](repeating: 0, count: names.count)
    var sizes = [Int](repeating: 0, count: count)
    for chromosome in order {
      var smallest = 0
      for fold in 1..<count where sizes[fold] < sizes[smallest] { smallest = fold }
      folds[chromosome] = smallest
      sizes[smallest] += fragments[chromosome]
    }
    return folds
  }
}

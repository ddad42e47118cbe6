import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct SplitFoldsTests {
  /// Chromosomes a…e with 5, 4, 3, 3 and 1 fragments.
  private let fragments = table(
    chromosomes: ["a", "b", "c", "d", "e"],
    [5, 4, 3, 3, 1].enumerated().flatMap { index, count in
      (0..<count).map { (index, $0 * 10, $0 * 10 + 10) }
    })

  @Test func workedExample() throws {
    // Folds 0: a (5); 1: b (4); 2: c (3) then d (3) → 6; then e goes to fold 1.
    let made = try Split(of: fragments, by: .folds(FoldChoice(count: 3, test: 1, validation: 0)))
    #expect(made.counts == [.train: 6, .validation: 5, .test: 5])
    #expect(made.rows(in: .test) == [5, 6, 7, 8, 15])
    #expect(made.rule == "folds;count=3;validation=0;test=1;unplaced=exclude;group=-")
  }

  @Test func everyFragmentIsTestedOnceOverAllFolds() throws {
    var tested = [Int](repeating: 0, count: fragments.rowCount)
    for fold in 0..<4 {
      let made = try Split(
        of: fragments, by: .folds(FoldChoice(count: 4, test: fold, validation: (fold + 1) % 4)))
      for row in made.rows(in: .test) { tested[row] += 1 }
    }
    #expect(tested == Array(repeating: 1, count: fragments.rowCount))
  }

  @Test func impossibleFoldsAreNamedTogether() {
    let error = #expect(throws: SplitError.self) {
      try Split(of: fragments, by: .folds(FoldChoice(count: 9, test: 9, validation: 9)))
    }
    #expect(
      error?.description == """
        split.folds: 9 folds but 5 chromosomes with fragments; expected at least one chromosome a \
        fold. Lower the number of folds.
        split.validation: fold 9 does not exist; expected 0…8. Folds are numbered from 0.
        split.test: fold 9 does not exist; expected 0…8. Folds are numbered from 0.
        split.validation: fold 9 is also the test fold; expected two different folds. Choose \
        another validation fold.
        """)
    let few = #expect(throws: SplitError.self) {
      try Split(of: fragments, by: .folds(FoldChoice(count: 2, test: 0, validation: 1)))
    }
    #expect(
      few?.description == "split.folds: 2 folds; expected at least 3, one each for train, "
        + "validation and test. Raise the number of folds.")
  }
}

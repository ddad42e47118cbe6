extension BarcodeCorrection {
  /// Moves the words of a table whose barcodes stand above `umiBits` bits of UMI.
  func corrected<Word>(
    _ table: CountedWords<Word>, umiBits: Int, length: Int, threads: Int
  ) throws -> (CountedWords<Word>, CorrectionSummary) {
    guard length == listed.length else {
      throw BarcodeCountingError.listedLength(counted: length, listed: listed.length)
    }
    let groups = table.groups(umiBits: umiBits)
    let targets = try targets(of: groups.barcodes, threads: threads)
    var stayed = CountedWords<Word>()
    var moves: [(word: Word, count: UInt32)] = []
    var tally = (listed: (0, 0), rescued: (0, 0), unlisted: (0, 0))
    for (group, target) in targets.enumerated() {
      let rows = groups.rows(group)
      let barcode = groups.barcodes[group]
      let reads = rows.reduce(0) { $0 + Int(table.counts[$1]) }
      if target == barcode {
        stayed.words += table.words[rows]
        stayed.counts += table.counts[rows]
        if listed.contains(barcode) {
          tally.listed = (tally.listed.0 + reads, tally.listed.1 + 1)
        } else {
          tally.unlisted = (tally.unlisted.0 + reads, tally.unlisted.1 + 1)
        }
      } else {
        tally.rescued = (tally.rescued.0 + reads, tally.rescued.1 + 1)
        let change = Word(truncatingIfNeeded: barcode ^ target) << Word(umiBits)
        for row in rows { moves.append((table.words[row] ^ change, table.counts[row])) }
      }
    }
    moves.sort { $0.word < $1.word }
    let result = try CountedWords(merging: stayed, CountedWords(summing: moves))
    let summary = CorrectionSummary(
      listedReads: tally.listed.0, listedBarcodes: tally.listed.1,
      rescuedReads: tally.rescued.0, rescuedBarcodes: tally.rescued.1,
      unlistedReads: tally.unlisted.0, unlistedBarcodes: tally.unlisted.1,
      falseRescueRate: falseRescueRate)
    return (result, summary)
  }
}

import ArrayFiles
import GenomicTypes
import ModelEvaluation
import PipelineEngine

/// Who is trained on and who is held out: made once, leaks removed, audited, and digested.
struct SplitStage {
  static let implementationVersion = 1

  let method: SplitMethod
  let options: SplitOptions
  /// Whether rows that leak into training are removed; otherwise a leak ends the run.
  let removesLeaks: Bool

  func run(_ context: StageContext) throws {
    context.progress.begin("splitting fragments")
    let table = try FragmentArtefact.read(
      from: context.upstream(StageName.count) + "/fragments", parts: [.sequences, .labels])
    guard table.sequences != nil else { throw StageProblem.noSequences }
    let made = try Split(of: table, by: method, options: options)
    let split = removesLeaks ? try made.removingLeaks(from: table, threads: context.threads) : made
    context.progress.begin("auditing the split")
    let audit = try LeakageAudit(of: split, table: table, threads: context.threads)
    let summary = SplitSummaryFile(
      rule: split.rule, digest: digest(of: split), counts: split.counts,
      excluded: split.exclusions, audit: audit,
      held: heldOutContent(of: split, table: table))
    guard audit.isClean else {
      throw LeakageFound(findings: audit.findings.filter { !$0.isClean })
    }
    try SplitArtefact.write(split, to: context.outputDirectory)
    try JSONDocument.write([try split.attrition()], to: context.file("attrition.json"))
    try JSONDocument.write(summary, to: context.file("split.json"))
  }

  private func digest(of split: Split) -> String {
    ContentDigest(
      of: split.rule + "\n" + split.roleBytes.map(String.init).joined(separator: " ")
    ).hex
  }

  /// Names of the chromosomes of each role with their row counts.
  private func heldOutContent(
    of split: Split, table: FragmentTable
  ) -> [String: [String: Int]] {
    var content: [String: [String: Int]] = [:]
    for (row, entry) in split.roles.enumerated() {
      guard let role = entry.role else { continue }
      content[role.rawValue, default: [:]][table.chromosomeName(of: row) ?? "none", default: 0] += 1
    }
    return content
  }
}

/// What `split.json` holds.
struct SplitSummaryFile: Codable {
  /// The rule in canonical form.
  let rule: String
  /// SHA-256 over the rule and the role of every row.
  let digest: String
  /// Rows per role.
  let rows: [String: Int]
  /// Excluded rows per reason.
  let excluded: [String: Int]
  /// What roles share after leaks were removed.
  let audit: LeakageAudit
  /// Rows per role and chromosome.
  let chromosomes: [String: [String: Int]]

  init(
    rule: String, digest: String, counts: [SplitRole: Int], excluded: [ExclusionReason: Int],
    audit: LeakageAudit, held chromosomes: [String: [String: Int]]
  ) {
    self.rule = rule
    self.digest = digest
    rows = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    self.excluded = Dictionary(
      uniqueKeysWithValues: excluded.map { ($0.key.rawValue, $0.value) })
    self.audit = audit
    self.chromosomes = chromosomes
  }
}

/// The split leaks and the configuration says to stop rather than to remove the leaking rows.
struct LeakageFound: Error {
  let findings: [LeakageFinding]
}

extension LeakageFound: CategorizedError {
  var category: ExitCategory { .data }
}

extension LeakageFound: CustomStringConvertible {
  var description: String {
    let found = findings.map { finding in
      let sequences = finding.sameSequence?.heldOut ?? 0
      return "\(finding.heldOut.rawValue) shares bases with \(finding.learned.rawValue) in"
        + " \(finding.overlap.heldOut) fragments and sequences in \(sequences)"
    }
    return "\(found.joined(separator: "; ")); expected none."
      + " Set 'split.leaks: remove' to leave such training rows out, or choose other regions."
  }
}

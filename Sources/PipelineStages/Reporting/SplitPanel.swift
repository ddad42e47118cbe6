import Foundation
import ModelEvaluation
import Reports

/// The split and its audit as the report shows them.
struct SplitPanel {
  let split: SplitSummaryFile
  let accounting: RowAccounting

  /// How many chromosome names are printed before they are counted instead.
  private static let namesShown = 8

  var summary: SplitSummary {
    SplitSummary(
      method: split.rule,
      roles: SplitRole.allCases.map { role in
        SplitSummary.Role(
          name: role.rawValue,
          rows: accounting.roles.first { $0.role == role.rawValue }?.rows ?? 0,
          content: content(of: role))
      },
      checks: split.audit.findings.flatMap(checks), digest: split.digest)
  }

  private func content(of role: SplitRole) -> String {
    let names = (split.chromosomes[role.rawValue] ?? [:]).keys.sorted {
      $0.compare($1, options: [.numeric]) == .orderedAscending
    }
    guard names.count > Self.namesShown else { return names.joined(separator: ", ") }
    return names.prefix(Self.namesShown).joined(separator: ", ")
      + " and \(names.count - Self.namesShown) more"
  }

  private func checks(_ finding: LeakageFinding) -> [SplitSummary.Check] {
    let pair = "\(finding.learned.rawValue) and \(finding.heldOut.rawValue)"
    var checks = [
      SplitSummary.Check(
        name: "shared bases, \(pair)", status: finding.overlap.heldOut == 0 ? .pass : .fail,
        found: Quantity.text(finding.overlap.heldOut, "fragment"), expected: "none",
        removed: removed(.overlapsHeldOut, finding))
    ]
    if let sequences = finding.sameSequence {
      checks.append(
        SplitSummary.Check(
          name: "same sequence or reverse complement, \(pair)",
          status: sequences.heldOut == 0 ? .pass : .fail,
          found: Quantity.text(sequences.heldOut, "fragment"), expected: "none",
          removed: removed(.sequenceInHeldOut, finding)))
    }
    if let fraction = finding.sharedKmerFraction {
      checks.append(
        SplitSummary.Check(
          name: "share a 32-base word, \(pair)", status: .note,
          found: Decimals.text(fraction * 100, 1) + " % of \(finding.heldOut.rawValue)",
          expected: "for information"))
    }
    return checks
  }

  /// Rows removed for a reason; they are counted once, beside the pair of train and test.
  private func removed(_ reason: ExclusionReason, _ finding: LeakageFinding) -> Int? {
    finding.learned == .train && finding.heldOut == .test
      ? split.excluded[reason.rawValue] ?? 0 : nil
  }
}

/// Agreement of two replicates among the fragments of one class.
public struct ClassAgreement: Hashable, Codable, Sendable {
  /// Name of the class.
  public let name: String
  /// What makes a fragment a member.
  public let definition: String
  /// Members in the table, with or without an activity.
  public let members: Int
  /// Name of the first replicate.
  public let first: String
  /// Name of the second replicate.
  public let second: String
  /// Activity, on members both replicates define.
  public let activity: PairCoefficients
  /// RNA, log2 CPM, on the same rows; nil when the input gave the activity.
  public let rna: PairCoefficients?
}

extension ClassAgreement {
  init(
    of fragments: FragmentClass, _ first: ReplicateSignal, _ second: ReplicateSignal,
    resampling: LocusResampling
  ) throws {
    precondition(
      fragments.isMember.count == first.activity.count,
      "\(fragments.isMember.count) rows of class '\(fragments.name)'")
    name = fragments.name
    definition = fragments.definition
    members = fragments.isMember.count { $0 }
    self.first = first.name
    self.second = second.name
    let rows = first.activity.indices.filter {
      fragments.isMember[$0] && first.activity[$0] != nil && second.activity[$0] != nil
    }
    var columns = [
      RankedColumns(
        rows.compactMap { first.activity[$0] }, rows.compactMap { second.activity[$0] })
    ]
    if let a = first.counts, let b = second.counts {
      columns.append(RankedColumns(a.rna.logCPM(at: rows), b.rna.logCPM(at: rows)))
    }
    let coefficients = try PairCoefficients.all(columns, rows: rows, resampling: resampling)
    activity = coefficients[0]
    rna = coefficients.count > 1 ? coefficients[1] : nil
  }
}

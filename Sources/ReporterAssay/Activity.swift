/// Computes activity from counts, or passes on activity given by the input.
///
/// ```swift
/// // one replicate: D = 10 of 1,000 in the library, R = 21 of 2,000, pseudocount 1 on the count
/// // activity = log2((22 / 2000) / (11 / 1000)) = log2(1) = 0
/// ```
///
/// - Parameters:
///   - merged: fragments, with their barcodes where there are any.
///   - design: columns of cell types and replicates.
///   - parameters: method, filters and pooling. Filters look at raw counts of one replicate.
///   - threads: upper bound on concurrency; the values do not depend on it.
/// - Returns: one row per fragment; fragments without a target stay as `nil` with a reason.
/// - Throws: ``ReporterAssayError`` when there are no rows, when the method needs barcode rows that
///   the table lacks, or when more replicates or barcodes are required than can exist.
public func activity(
  of merged: MergedFragments, design: ResolvedDesign, parameters: NormalizationParameters,
  threads: Int
) throws -> ActivityTable {
  try ActivityCalculation(of: merged, design: design, parameters: parameters, threads: threads)
    .table(threads: threads)
}

extension FragmentTableFormat {
  /// The SuRE count table: tab-separated with a header, 1-based closed, `chr start end strand`,
  /// then iPCR counts and one count column per cDNA or plasmid sample; SNP columns are ignored.
  ///
  /// The sample columns are missing here, because their names differ from experiment to
  /// experiment: set `counts`, or use ``sureCounts(header:)``.
  public static var sureCounts: FragmentTableFormat {
    var format = FragmentTableFormat()
    format.separator = .tab
    format.coordinates = .oneBasedClosed
    format.chromosome = .column("chr")
    format.start = "start"
    format.end = "end"
    format.strand = "strand"
    return format
  }

  /// The SuRE count table with every column of its header that is neither a coordinate nor about
  /// a SNP as a count, under its own name; the first of them is the iPCR count.
  ///
  /// ```swift
  /// let header = try FragmentTableReader.header(of: "SuRE-counts_chr1.txt.gz")
  /// let format = FragmentTableFormat.sureCounts(header: header)
  /// ```
  public static func sureCounts(header: [String]) -> FragmentTableFormat {
    var format = sureCounts
    format.counts =
      header
      .filter { !["chr", "start", "end", "strand", "PAT_MAT"].contains($0) }
      .filter { !$0.hasPrefix("SNP") }
      .map { NamedColumn($0, .name($0)) }
    return format
  }
}

import CHTSlib
import Glibc
import SystemFiles

/// Makes tabix indices, with which `tabix`, IGV and htslib fetch a region of a sorted table.
public enum TabixIndex {
  /// Longest chromosome of a `.tbi` index; beyond it the index is a `.csi`.
  static let longestTBIChromosome = 1 << 29

  /// Where the index of a table lies.
  ///
  /// - Parameter longestChromosome: the largest end of any row, or the length of the longest
  ///   chromosome.
  public static func path(for table: String, longestChromosome: Int) -> String {
    longestChromosome > longestTBIChromosome ? "\(table).csi" : "\(table).tbi"
  }

  /// Indexes a BGZF table whose first three columns are chromosome, start and end, 0-based
  /// half-open, sorted by them; lines that start with `#` are comments.
  ///
  /// The index is written beside its place and moved there.
  ///
  /// - Returns: the path of the index.
  /// - Throws: ``GenomicsIOError/notTabixIndexable(path:)`` when the file is not BGZF or not
  ///   sorted; ``GenomicsIOError/system(path:step:reason:)`` when the disk refuses.
  @discardableResult
  public static func build(
    for table: String, longestChromosome: Int
  ) throws(GenomicsIOError) -> String {
    HTSLog.silence()
    let index = path(for: table, longestChromosome: longestChromosome)
    // htslib takes the kind of index from min_shift: 0 is .tbi, 14 the usual .csi.
    let shift: Int32 = index.hasSuffix(".csi") ? 14 : 0
    let partial = "\(index).partial-\(getpid())"
    // Unsafe: unlink(2), rename(2) and tbx_index_build3 read C strings for the duration of the
    // call; the configuration is a local value that htslib copies.
    defer { _ = unsafe unlink(partial) }
    var configuration = tbx_conf_t(
      preset: TBX_UCSC, sc: 1, bc: 2, ec: 3, meta_char: Int32(UInt8(ascii: "#")), line_skip: 0)
    guard unsafe tbx_index_build3(table, partial, shift, 1, &configuration) == 0 else {
      throw .notTabixIndexable(path: table)
    }
    guard unsafe rename(partial, index) == 0 else { throw .lastFailure(of: .rename, path: index) }
    return index
  }

  /// Removes indices of an earlier table of this name, so that none is ever older than its table.
  static func remove(for table: String) {
    // Unsafe: unlink(2) reads the C string for the duration of the call.
    for suffix in ["tbi", "csi"] { _ = unsafe unlink("\(table).\(suffix)") }
  }
}

import GenomicsIO
import TestSupport

extension TemporaryFolder {
  /// Writes BGZF text and returns the path.
  func bgzf(_ name: String, _ text: String, threads: Int = 1) throws -> String {
    let full = "\(path)/\(name)"
    var writer = try TextFileWriter(path: full, compression: .bgzf, threads: threads)
    try writer.write(text)
    try writer.finish()
    return full
  }
}

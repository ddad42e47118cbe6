/// The sequenced samples of an experiment and their files.
public struct SampleSheet: Hashable, Sendable {
  /// What a sample is for.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Says to which fragment or oligo a barcode belongs: iPCR or association reads, or a table.
    case fragments
    /// The input: plasmid or inserted DNA.
    case dna
    /// The output: RNA or cDNA.
    case rna
  }

  /// One sequenced sample.
  public struct Sample: Hashable, Sendable {
    /// Name, unique in the sheet.
    public let name: String
    /// What it is for.
    public let role: Role
    /// Cell type; nil for DNA that serves all cell types and for fragments.
    public let cellType: String?
    /// Replicate; nil for DNA that serves all replicates and for fragments.
    public let replicate: String?
    /// Reads, alignments or tables, one file per lane; paths as they can be opened.
    public let files: [String]
    /// Reverse reads, one file per lane; empty when there are none.
    public let reverseFiles: [String]
    /// Reads that hold the UMIs, one file per lane; empty when there are none.
    public let umiFiles: [String]
    /// The `fragments` samples that it was made from; nil for all.
    public let libraries: [String]?
    /// Line of the sheet, counted from 1.
    public let line: Int
  }

  /// The samples in the order of the sheet.
  public let samples: [Sample]

  /// The same samples, and first one named 'library' (numbered when the name is taken) with the role
  /// `fragments`, which every other sample was made from.
  public func withLibrary(_ files: [String]) -> SampleSheet {
    var name = "library"
    var number = 2
    while samples.contains(where: { $0.name == name }) {
      name = "library_\(number)"
      number += 1
    }
    let library = Sample(
      name: name, role: .fragments, cellType: nil, replicate: nil, files: files,
      reverseFiles: [], umiFiles: [], libraries: nil, line: 0)
    return SampleSheet(samples: [library] + samples)
  }

  /// The samples of one role, in the order of the sheet.
  public func samples(_ role: Role) -> [Sample] { samples.filter { $0.role == role } }
}

/// A sample sheet that cannot be used: every problem, one line each.
public struct SampleSheetError: Error, Hashable, Sendable {
  /// One problem with its line, counted from 1; 0 where the sheet as a whole is meant.
  public struct Entry: Hashable, Sendable {
    /// Line of the sheet.
    public let line: Int
    /// What is wrong.
    public let problem: SampleSheetProblem
  }

  /// The sheet.
  public let path: String
  /// What is wrong, in the order of lines.
  public let entries: [Entry]
}

extension SampleSheetError: CustomStringConvertible {
  /// "sheet:line: problem", one line for each.
  public var description: String {
    entries.map { entry in
      let place = entry.line > 0 ? "\(path):\(entry.line)" : path
      return "\(place): \(entry.problem)"
    }.joined(separator: "\n")
  }
}

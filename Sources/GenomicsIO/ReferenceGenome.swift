import GenomicTypes
import Glibc
import SystemFiles

/// What happens to a FASTA file that has no index beside it.
public enum MissingIndex: Hashable, Sendable {
  /// The whole file is read into memory, a quarter byte per base.
  case readIntoMemory
  /// An index is made in this folder, which exists, and found there the next time.
  case build(inFolder: String)
  /// An index is made beside the file, as `samtools faidx` does.
  case buildBeside
}

/// A reference genome in a FASTA file, from which the sequences of fragments are taken.
///
/// Plain and BGZF files with an index (`.fai`, and `.gzi` for BGZF) are read in place through
/// htslib; gzip files, which cannot be, are read into memory. An index that contradicts the file
/// is refused. Lower case counts as upper case; letters other than A, C, G, T are unknown bases.
///
/// ```swift
/// // >chr1
/// // ACGTACGGTT
/// let genome = try ReferenceGenome(path: "genome.fa")
/// let interval = GenomicInterval(chromosome: "chr1", start: 6, end: 10)
/// try genome.codes(of: interval, strand: .forward)   // G G T T: [2, 2, 3, 3]
/// try genome.codes(of: interval, strand: .reverse)   // A A C C: [0, 0, 1, 1]
/// ```
public struct ReferenceGenome: Sendable {
  /// A sequence of the genome.
  public struct Chromosome: Hashable, Sendable {
    /// Name: the FASTA header up to the first white space.
    public let name: String
    /// Number of bases.
    public let length: Int
  }

  enum Storage: Sendable {
    case indexed(fai: String, gzi: String?)
    case memory(SequenceCollection)
  }

  /// The FASTA file.
  public let path: String
  /// The sequences in the order of the file.
  public let chromosomes: [Chromosome]
  let storage: Storage
  let indexOfName: [String: Int]

  /// Opens a genome.
  ///
  /// - Parameters:
  ///   - missingIndex: what to do with a plain or BGZF file without an index.
  ///   - threads: threads that decompress BGZF when the file is read into memory.
  /// - Throws: ``GenomicsIOError`` when the file is damaged or not FASTA, when its index
  ///   contradicts it, or when an index cannot be made.
  public init(
    path: String, missingIndex: MissingIndex = .readIntoMemory, threads: Int = 1
  ) throws(GenomicsIOError) {
    self.path = path
    let compression = try TextCompression(ofFile: path)
    if let index = try Self.index(path, compression, missingIndex) {
      let content = try FASTAIndex(path: index.fai, fasta: path)
      try content.check(against: path, indexPath: index.fai, gzi: index.gzi)
      storage = .indexed(fai: index.fai, gzi: index.gzi)
      chromosomes = content.entries.map { Chromosome(name: $0.name, length: $0.length) }
    } else {
      let content = try FASTAReader.read(path, threads: threads)
      storage = .memory(content.sequences)
      chromosomes = content.names.enumerated().map { position, name in
        Chromosome(name: name, length: content.sequences.length(at: position))
      }
    }
    indexOfName = Dictionary(
      chromosomes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Number of bases of a chromosome, nil when the genome has none of this name.
  public func length(of chromosome: String) -> Int? {
    indexOfName[chromosome].map { chromosomes[$0].length }
  }

  /// The index to use, nil when the file must be read into memory.
  private static func index(
    _ path: String, _ compression: TextCompression, _ missing: MissingIndex
  ) throws(GenomicsIOError) -> (fai: String, gzi: String?)? {
    if compression == .gzip { return nil }
    let needsBlocks = compression == .bgzf
    let beside = "\(path).fai"
    if exists(beside), !needsBlocks || exists("\(path).gzi") {
      return (beside, needsBlocks ? "\(path).gzi" : nil)
    }
    let stem: String
    switch missing {
    case .readIntoMemory: return nil
    case .buildBeside: stem = path
    case .build(let folder): stem = "\(folder)/\(try cacheName(of: path))"
    }
    let found = exists("\(stem).fai") && (!needsBlocks || exists("\(stem).gzi"))
    if !found { try build(path, stem: stem, needsBlocks: needsBlocks) }
    return ("\(stem).fai", needsBlocks ? "\(stem).gzi" : nil)
  }

  /// Makes the indices beside their place and moves them there, the `.fai` last.
  private static func build(
    _ path: String, stem: String, needsBlocks: Bool
  ) throws(GenomicsIOError) {
    let partial = "\(stem).partial-\(getpid())"
    // Unsafe: unlink(2) and rename(2) read the C strings for the duration of the call.
    defer {
      _ = unsafe unlink("\(partial).fai")
      _ = unsafe unlink("\(partial).gzi")
    }
    try IndexedFASTA.build(for: path, fai: "\(partial).fai", gzi: "\(partial).gzi")
    for suffix in needsBlocks ? ["gzi", "fai"] : ["fai"] {
      guard unsafe rename("\(partial).\(suffix)", "\(stem).\(suffix)") == 0 else {
        throw .lastFailure(of: .rename, path: "\(stem).\(suffix)")
      }
    }
  }

  /// A name for the index of a file that changes when the file is another or has changed: its
  /// name and a hash (FNV-1a) of where it is, its size and its time of modification.
  private static func cacheName(of path: String) throws(GenomicsIOError) -> String {
    var status = stat()
    // Unsafe: stat(2) fills the local value; realpath(3) returns a string from malloc or NULL.
    guard unsafe stat(path, &status) == 0, let resolved = unsafe realpath(path, nil) else {
      throw .lastFailure(of: .open, path: path)
    }
    defer { unsafe free(resolved) }
    let identity =
      unsafe "\(String(cString: resolved)) \(status.st_size) \(status.st_mtim.tv_sec) "
      + "\(status.st_mtim.tv_nsec)"
    let hash = identity.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return "\(splitPath(path).name).\(String(hash, radix: 16))"
  }

  private static func exists(_ path: String) -> Bool {
    // Unsafe: access(2) reads the C string for the duration of the call.
    unsafe access(path, F_OK) == 0
  }
}

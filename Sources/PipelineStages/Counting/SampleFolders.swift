import GenomicTypes
import ReadCounting

/// What the stages `extract-…` and `count` wrote about the samples of a sheet.
struct SampleFolders {
  private let samples: [String: String]
  private let count: String

  /// - Parameters:
  ///   - samples: the output folder of the stage that counted each sample.
  ///   - count: the output folder of `count`.
  init(samples: [String: String], count: String) {
    self.samples = samples
    self.count = count
  }

  /// What a sample was counted into.
  func content(of sample: String) throws -> CountedSample.Content {
    try CountedSampleArtefact.read(from: folder(of: sample) + "/" + CountedSampleArtefact.folder)
  }

  private func folder(of sample: String) -> String {
    guard let folder = samples[sample] else { preconditionFailure("no sample \(sample)") }
    return folder
  }

  /// What happened to the reads of a sample, from its files to the joined table.
  func readSteps(of sample: String) throws -> [AttritionNode] {
    let chains = try AttritionArtefact.read(from: count).filter { $0.name == sample }
    return (chains.first { $0.unit == "read" } ?? chains.first)?.nodes ?? []
  }

  /// Reads by the length of their barcode, from 0 upwards; nil where it was not measured.
  func barcodeLengths(of sample: String) throws -> [Int]? {
    let observations = try JSONDocument.read(
      SampleObservations.self, from: folder(of: sample) + "/" + SampleObservations.file)
    guard let lengths = observations.barcodeLengths, let longest = lengths.keys.max()
    else { return nil }
    return (0...longest).map { lengths[$0] ?? 0 }
  }

  /// Barcodes of a library at several places, beside what chance explains.
  func collisions(of library: String) throws -> BarcodeCollisions? {
    let assignments = try JSONDocument.read(
      [JoinedSamplesArtefact.Assignment].self, from: count + "/assignment.json")
    return assignments.first { $0.library == library }.map { assignment in
      BarcodeCollisions(
        barcodes: assignment.barcodes, barcodeLength: assignment.barcodeLength,
        observedMultiPosition: assignment.multiPositionBarcodes)
    }
  }

  /// Every sample against every library; nil without barcodes.
  func overlapMatrix() throws -> OverlapMatrix? {
    guard let overlaps = try JoinedSamplesArtefact.overlaps(in: count), let first = overlaps.first
    else { return nil }
    let libraries = overlaps.filter { $0.sample == first.sample }
    let samples = overlaps.filter { $0.library == first.library }
    return OverlapMatrix(
      samples: samples.map { sample in
        OverlapMatrix.Sample(
          name: sample.sample, barcodes: sample.sampleBarcodes,
          declared: libraries.indices.filter { index in
            overlaps.contains {
              $0.sample == sample.sample && $0.library == libraries[index].library && $0.isDeclared
            }
          })
      },
      libraries: libraries.map {
        OverlapMatrix.Library(name: $0.library, barcodes: $0.libraryBarcodes)
      },
      shared: samples.map { sample in
        libraries.map { library in
          overlaps.first { $0.sample == sample.sample && $0.library == library.library }?.shared
            ?? 0
        }
      }, barcodeLength: first.barcodeLength)
  }
}

import PeakReproducibility
import Reports
import Statistics

/// What `idr.json` holds: every number of the stage `idr`, and the pictures of the report.
struct IDRArtefact: Codable {
  /// Why something could not be computed.
  struct Missing: Codable {
    enum Reason: String, Codable {
      /// The cell type has one replicate.
      case oneReplicate = "one_replicate"
      /// Fewer than 20 fragments are measured in every replicate.
      case tooFewRows = "too_few_rows"
      /// A replicate ranks nothing: all its fragments have the same signal.
      case constantSignal = "constant_signal"
      /// The cell type has activities without counts.
      case noCounts = "no_counts"
    }

    let reason: Reason
    let sentence: String
  }

  /// ENCODE's summary with its ratios.
  struct Encode: Codable {
    let counts: ENCODESummary
    let rescueRatio: Double?
    let selfConsistencyRatio: Double?
    let verdict: ENCODESummary.Verdict
    /// What pseudo-replicates are ranked by.
    let score: String

    init(_ summary: ENCODESummary, score: String) {
      counts = summary
      rescueRatio = summary.rescueRatio
      selfConsistencyRatio = summary.selfConsistencyRatio
      verdict = summary.verdict
      self.score = score
    }
  }

  /// Ranks of two replicates as a picture.
  struct RankPicture: Codable {
    let first: String
    let second: String
    let density: HexagonGrid
  }

  /// A cell type.
  struct CellType: Codable {
    let name: String
    let replicates: [String]
    /// Fragments of the table.
    let fragments: Int
    /// Fragments with a signal in every replicate.
    var completeFragments = 0
    /// Fragments that were compared: all complete ones, or as many as `maximumRows`.
    var comparedFragments = 0
    /// Why nothing was compared.
    var missing: Missing?
    var joint: IDRFitRecord?
    /// Every pair of replicates, on the same fragments.
    var pairs: [IDRFitRecord] = []
    /// Fragments with a global rate of at most the threshold; no evidence unless `joint` separates.
    var reproducible: Int?
    var encode: Encode?
    var encodeMissing: Missing?
    /// What a reader should know before believing the numbers.
    var remarks: [String] = []
    var rankPictures: [RankPicture] = []
    /// Median −log10 global rate by rank, one line for each replicate.
    var ratesByRank: [CurveSeries] = []

    init(name: String, replicates: [String], fragments: Int) {
      self.name = name
      self.replicates = replicates
      self.fragments = fragments
    }
  }

  let signal: IDRParameters.Signal
  /// As configured.
  let method: String
  let threshold: Double
  let maximumRows: Int
  let seed: UInt64
  let cellTypes: [CellType]

  static let fileName = "idr.json"
}

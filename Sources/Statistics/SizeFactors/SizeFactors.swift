import Foundation

/// How library sizes are corrected for libraries whose composition differs.
public enum SizeFactorMethod: String, Hashable, Codable, Sendable, CaseIterable {
  /// Library totals as they are.
  case totals
  /// Upper quartile of the counts above 0 (Bullard et al. 2010, doi 10.1186/1471-2105-11-94).
  case upperQuartile = "upper-quartile"
  /// Median over rows of the ratio to the geometric mean of the libraries, over rows without a 0
  /// (Anders and Huber 2010, doi 10.1186/gb-2010-11-10-r106).
  case medianOfRatios = "median-of-ratios"
  /// Trimmed mean of log ratios to a reference library (Robinson and Oshlack 2010,
  /// doi 10.1186/gb-2010-11-3-r25).
  case tmm
}

/// Factors by which the totals of libraries are multiplied; their geometric mean is 1.
public struct SizeFactors: Hashable, Codable, Sendable {
  /// Why a method was refused and totals are used instead.
  public enum Refusal: String, Hashable, Codable, Sendable {
    /// Fewer rows than required say anything: for sparse fragments almost no row is counted in
    /// every library.
    case tooFewRows = "too_few_rows"
    /// An upper quartile is 1 or 2, so that a single read would change the factor by half.
    case smallQuartile = "small_quartile"
    /// A library holds no count.
    case emptyLibrary = "empty_library"
  }

  /// The method that was asked for.
  public let method: SizeFactorMethod
  /// One factor per library; all 1 when the method was refused.
  public let factors: [Double]
  /// The fewest rows that any library had to offer; 0 for totals.
  public let qualifyingRows: Int
  /// Why the method was refused; nil when the factors are its own.
  public let refusal: Refusal?

  init(_ method: SizeFactorMethod, _ factors: [Double], qualifying rows: Int) {
    self.method = method
    let centre = exp(factors.reduce(0) { $0 + log($1) } / Double(max(1, factors.count)))
    self.factors = factors.map { $0 / centre }
    qualifyingRows = rows
    refusal = nil
  }

  init(refusing method: SizeFactorMethod, _ refusal: Refusal, libraries: Int, qualifying: Int) {
    self.method = method
    factors = Array(repeating: 1, count: libraries)
    qualifyingRows = qualifying
    self.refusal = refusal
  }
}

/// Size factors of libraries that count the same rows.
///
/// A row qualifies for `upperQuartile` where it is counted in the library, for `medianOfRatios` where
/// it is counted in all, for `tmm` where it is counted in the library and in the reference. A method
/// with fewer qualifying rows than `minimumRows`, or with an upper quartile of at most 2, is refused:
/// all factors are then 1 and ``SizeFactors/refusal`` says why.
///
/// ```swift
/// // libraries [8, 8, 80] and [4, 4, 400] (minimumRows 1): the medians of the ratios to the geometric
/// // means are √2 and 1/√2, totals 96 and 408: factors √(2·408/96) = 2.9155 and 0.3430
/// ```
///
/// - Parameters:
///   - libraries: counts, one array per library, of equal lengths.
///   - totals: sizes of the libraries; nil for the sums of the counts.
/// - Complexity: O(n log n) for each library.
public func sizeFactors(
  of libraries: [[Int]], totals: [Int]? = nil, method: SizeFactorMethod, minimumRows: Int = 1000
) -> SizeFactors {
  let rows = libraries.first?.count ?? 0
  precondition(libraries.allSatisfy { $0.count == rows }, "libraries of different lengths")
  precondition(totals.map { $0.count == libraries.count } ?? true, "totals")
  let totals = totals ?? libraries.map { $0.reduce(0, +) }
  func refused(_ refusal: SizeFactors.Refusal, _ qualifying: Int) -> SizeFactors {
    SizeFactors(
      refusing: method, refusal, libraries: libraries.count, qualifying: qualifying)
  }
  if method == .totals || libraries.count < 2 {
    return SizeFactors(method, libraries.map { _ in 1 }, qualifying: 0)
  }
  if totals.contains(0) { return refused(.emptyLibrary, 0) }
  let sizes = totals.map(Double.init)
  switch method {
  case .totals:
    return SizeFactors(method, sizes.map { _ in 1 }, qualifying: 0)
  case .upperQuartile:
    let counted = libraries.map { library in library.filter { $0 > 0 }.map(Double.init) }
    let qualifying = counted.map(\.count).min() ?? 0
    if qualifying < minimumRows { return refused(.tooFewRows, qualifying) }
    let quartiles = counted.compactMap { quantile(of: $0, at: 0.75) }
    if quartiles.contains(where: { $0 <= 2 }) { return refused(.smallQuartile, qualifying) }
    return SizeFactors(method, zip(quartiles, sizes).map { $0 / $1 }, qualifying: qualifying)
  case .medianOfRatios:
    let used = (0..<rows).filter { row in libraries.allSatisfy { $0[row] > 0 } }
    if used.count < minimumRows { return refused(.tooFewRows, used.count) }
    let centres = used.map { row in
      libraries.reduce(0) { $0 + log(Double($1[row])) } / Double(libraries.count)
    }
    let medians = libraries.compactMap { library in
      median(of: zip(used, centres).map { Double(library[$0]) / exp($1) })
    }
    return SizeFactors(
      method, zip(medians, sizes).map { $0 / $1 }, qualifying: used.count)
  case .tmm:
    let trimmed = TrimmedMeans(libraries: libraries, sizes: sizes)
    let qualifying = trimmed.qualifyingRows
    if qualifying < minimumRows { return refused(.tooFewRows, qualifying) }
    return SizeFactors(method, trimmed.factors(), qualifying: qualifying)
  }
}

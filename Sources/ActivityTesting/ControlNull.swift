import Foundation
import Statistics

/// Which effects a comparison with a null distribution looks for.
public enum EffectDirection: String, Hashable, Codable, Sendable, CaseIterable {
  /// More active than the null: enhancers.
  case greater
  /// Less active than the null: silencers.
  case less
  /// Either.
  case both
}

/// How the activity of elements is compared with that of inactive ones.
///
/// The raw value is the word of configurations, tables and messages.
public enum ActivityNull: String, Hashable, Codable, Sendable, CaseIterable {
  /// `controlInterval` with at least 40 tested controls, else `belowMode`.
  case automatic
  /// Outside the interval that holds the middle 95 % of the negative controls, by a moderated
  /// t-test (after BCalm's `mpra_treat`, with symmetric limits).
  case controlInterval = "controls"
  /// Rank among the negative controls: p = (1 + #{control at least as extreme})/(1 + controls).
  case controlRanks = "control_ranks"
  /// Robust z-score of the negative controls: centre their median, spread 1.4826 times the median
  /// distance from it.
  case controlDeviations = "control_deviations"
  /// Robust z-score of the part of all elements below their mode, taken as inactive: centre the
  /// half-sample mode, spread 1.4826 times the median distance of the effects below it.
  case belowMode = "below_mode"

  /// Fewer controls cannot define a tail of 2.5 %.
  public static let controlsOfInterval = 40
}

/// The tests of activity against a null distribution.
public struct NullTest: Sendable {
  /// One outcome for every element; effects are relative to `centre`.
  public let table: ElementTestTable
  /// The null that was used, never `automatic`.
  public let null: ActivityNull
  /// Effect of an inactive element.
  public let centre: Double
  /// Half width of the interval of inactive effects, or the spread of the z-score; nil for ranks.
  public let spread: Double?
  /// Tested negative controls.
  public let controls: Int
  /// What was looked for.
  public let direction: EffectDirection
}

/// Centre and spread of effects taken as inactive.
struct NullShape: Hashable {
  var centre: Double
  var spread: Double

  /// Centre and half width of the interval between two quantiles of the controls.
  init?(interval effects: [Double], level: Double) {
    let tail = (1 - level) / 2
    guard let limits = quantiles(of: effects, at: [tail, 1 - tail]) else { return nil }
    centre = (limits[0] + limits[1]) / 2
    spread = (limits[1] - limits[0]) / 2
  }

  /// Median and scaled median absolute deviation; nil when most effects are equal.
  init?(deviationsOf effects: [Double]) {
    guard let middle = median(of: effects),
      let deviation = median(of: effects.map { abs($0 - middle) }), deviation > 0
    else { return nil }
    centre = middle
    spread = 1.4826 * deviation
  }

  /// Half-sample mode and scaled median distance of the effects below it; nil when there are none.
  init?(belowModeOf effects: [Double]) {
    guard let mode = halfSampleMode(of: effects),
      let deviation = median(of: effects.filter { $0 < mode }.map { mode - $0 }), deviation > 0
    else { return nil }
    centre = mode
    spread = 1.4826 * deviation
  }
}

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
  /// Distance from the median of the negative controls, in units of √(τ² + se²): se is the standard
  /// error of the element, τ the spread of the controls beyond theirs.
  case controlDeviations = "control_deviations"
  /// Distance from the mode of all elements (the half-sample mode, refined), in units of √(τ² + se²): τ
  /// is the spread of the elements below the mode, taken as inactive, beyond their standard errors.
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
  /// Half width of the interval of inactive effects, or their spread τ beyond standard errors; nil
  /// for ranks.
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

  /// Median of effects and their spread beyond the standard errors; nil without effects or when
  /// there is neither spread nor error.
  init?(deviationsOf effects: [MeasuredEffect]) {
    guard let middle = median(of: effects.map(\.value)) else { return nil }
    self.init(centre: middle, effects)
  }

  /// The mode of the effects, and the spread of those below it beyond their standard errors; nil when
  /// there are none.
  ///
  /// The half-sample mode alone is a matter of few effects. From it the centre moves to the biweight
  /// mean of the effects within three standard deviations √(τ² + se²), weighted by 1/(τ² + se²), ten
  /// times: active elements further out have no say.
  init?(belowModeOf effects: [MeasuredEffect]) {
    guard let mode = halfSampleMode(of: effects.map(\.value)) else { return nil }
    var centre = mode
    for _ in 0..<10 {
      guard let shape = NullShape(centre: centre, effects.filter({ $0.value < centre })) else {
        break
      }
      var (sum, weights) = (0.0, 0.0)
      for effect in effects {
        let variance = shape.spread * shape.spread + effect.error * effect.error
        let distance = effect.value - centre
        let share = 1 - distance * distance / (9 * variance)
        guard share > 0 else { continue }
        sum += share * share / variance * effect.value
        weights += share * share / variance
      }
      guard weights > 0 else { break }
      centre = sum / weights
    }
    self.init(centre: centre, effects.filter { $0.value < centre })
  }

  /// τ² is the median of (distance/0.6745)² − se²: half of the distances from the centre are then
  /// below the median of a normal variable of variance τ² + se². 0 where the errors explain them.
  private init?(centre: Double, _ effects: [MeasuredEffect]) {
    let excesses = effects.map { effect in
      let distance = (effect.value - centre) / Self.normalMedian
      return distance * distance - effect.error * effect.error
    }
    guard let variance = median(of: excesses) else { return nil }
    if variance <= 0, effects.contains(where: { $0.error == 0 }) { return nil }
    self.centre = centre
    spread = max(0, variance).squareRoot()
  }

  /// The median of the absolute value of a standard normal variable.
  private static let normalMedian = 0.674_489_750_196_081_7
}

/// An effect with its standard error, 0 where none is known.
struct MeasuredEffect {
  let value: Double
  let error: Double
}

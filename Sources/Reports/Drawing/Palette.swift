import Foundation

/// The colours of the figures: Okabe–Ito for categories and a viridis-like ramp for density, both
/// readable with the common kinds of colour blindness and in grey print.
package enum Palette {
  package static let ink = "#1b2026"
  package static let muted = "#5b6570"
  package static let rule = "#c9d0d6"
  package static let grid = "#e9edf0"
  package static let panel = "#f6f8f9"

  package static let blue = "#0072b2"
  package static let vermillion = "#d55e00"
  package static let green = "#009e73"
  package static let purple = "#cc79a7"
  package static let orange = "#e69f00"
  package static let sky = "#56b4e9"

  /// Category colours in order of use; past the last they start again, and markers differ.
  package static func category(_ index: Int) -> String {
    let colours = [blue, vermillion, green, purple, orange, sky, "#4d4d4d"]
    return colours[index % colours.count]
  }

  /// The density ramp at `fraction` 0 (few, dark violet) to 1 (many, yellow).
  package static func density(_ fraction: Double) -> String {
    interpolate(densityAnchors, at: fraction)
  }

  /// The ramp of matrices at `fraction` 0 (near white) to 1 (deep blue).
  package static func sequential(_ fraction: Double) -> String {
    interpolate(sequentialAnchors, at: fraction)
  }

  /// Ink or white, whichever reads better on the matrix ramp at `fraction`.
  package static func textOnSequential(_ fraction: Double) -> String {
    fraction > 0.55 ? "#ffffff" : ink
  }

  private static let densityAnchors: [[Double]] = [
    [68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129],
    [92, 200, 99], [170, 220, 50], [243, 230, 30],
  ]

  private static let sequentialAnchors: [[Double]] = [
    [245, 248, 250], [205, 224, 238], [140, 187, 219], [66, 141, 193], [12, 92, 150], [6, 56, 103],
  ]

  private static func interpolate(_ anchors: [[Double]], at fraction: Double) -> String {
    let place = min(max(fraction, 0), 1) * Double(anchors.count - 1)
    let index = min(Int(place), anchors.count - 2)
    let share = place - Double(index)
    let channels = zip(anchors[index], anchors[index + 1]).map { low, high in
      hexadecimal(Int((low + (high - low) * share).rounded()))
    }
    return "#" + channels.joined()
  }

  private static func hexadecimal(_ value: Int) -> String {
    let text = String(value, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}

import Foundation
import Statistics

/// The variance that counting alone gives log-ratios, by observation, in squared log2 units.
///
/// The variance of log2 of a Poisson mean after a count c, with Jeffreys' prior: ψ′(c + ½)/ln² 2; of
/// the mean over barcodes with `mean`.
public struct CountingVariance: Sendable {
  /// Of log2 DNA.
  public internal(set) var dna: [Double] = []
  /// Of log2 RNA.
  public internal(set) var rna: [Double] = []

  /// ψ′(c + ½)/ln² 2.
  ///
  /// ```swift
  /// CountingVariance.ofLog2(100)  // 0.0208: a standard deviation of 0.14
  /// ```
  public static func ofLog2(_ count: Int) -> Double {
    count < small.count ? small[count] : 1 / (Double(count) * log(2) * log(2))
  }

  /// At 4,096 the reciprocal is right to a part in 10⁷.
  private static let small = (0..<4096).map { trigamma(Double($0) + 0.5) / (log(2) * log(2)) }
}

extension LogRatios {
  /// The variance of a contrast that no residual shows: the noise of input DNA that several
  /// observations share. 0 where every observation has its own, or where it cancels, as it does in
  /// the difference of two conditions that share it; nil when the counts are not known.
  ///
  /// With w the weight of an observation in the contrast of means, (Σw)² times the variance of log2
  /// DNA, summed over the measurements that at least two observations share.
  ///
  /// - Complexity: O(observations · samples).
  func sharedDNAVariance(of contrast: ActivityContrast) -> [Double]? {
    guard let counting, samples.contains(where: { $0.dnaLibrary != nil }) else { return nil }
    let weights = samples.map { contrast.weights[$0.condition] ?? 0 }
    let conditions = samples.map { sample in
      samples.firstIndex { $0.condition == sample.condition } ?? 0
    }
    var observed = [Int](repeating: 0, count: samples.count)
    return (0..<elementCount).map { element in
      let range = observations(of: element)
      for index in observed.indices { observed[index] = 0 }
      for observation in range { observed[conditions[Int(sampleOf[observation])]] += 1 }
      var shared: [SharedMeasurement] = []
      for observation in range {
        let sample = Int(sampleOf[observation])
        guard let library = samples[sample].dnaLibrary else { continue }
        let weight = weights[sample] / Double(observed[conditions[sample]])
        let barcode = barcodeOf?[observation] ?? 0
        if let place = shared.firstIndex(where: { $0.library == library && $0.barcode == barcode })
        {
          shared[place].weight += weight
          shared[place].observations += 1
        } else {
          shared.append(
            SharedMeasurement(
              library: library, barcode: barcode, variance: counting.dna[observation],
              weight: weight))
        }
      }
      return shared.reduce(0) { sum, one in
        one.observations > 1 ? sum + one.weight * one.weight * one.variance : sum
      }
    }
  }
}

private struct SharedMeasurement {
  let library: Int
  let barcode: Int32
  let variance: Double
  var weight: Double
  var observations = 1
}

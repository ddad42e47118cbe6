import Foundation

/// ln x.
func naturalLogarithm(_ value: Double) -> Double { log(value) }

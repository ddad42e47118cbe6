import CKernels

/// The calls into C of a fit: pointers live in this file only.
extension IDRRows.Shard {
  /// The expectation step of the shard's rows.
  func expectation(_ odds: IDRLogOdds) -> IDRExpectation {
    var settings = ck_idr_odds(
      constant: odds.constant, scatter_weight: odds.scatterWeight, sum_weight: odds.sumWeight,
      distance_weight: odds.distanceWeight, center: odds.center)
    precondition(sums.count == scatters.count, "\(sums.count) sums, \(scatters.count) scatters")
    // Unsafe: the kernel reads as many sums as scatters, the settings, and writes five totals.
    let totals = unsafe [Double](unsafeUninitializedCapacity: 5) { totals, count in
      unsafe sums.withUnsafeBufferPointer { sums in
        unsafe scatters.withUnsafeBufferPointer { scatters in
          unsafe ck_idr_expectation(
            sums.baseAddress, scatters.baseAddress, sums.count, &settings, totals.baseAddress)
        }
      }
      count = 5
    }
    return IDRExpectation(
      weight: totals[0], distance: totals[1], squaredDistance: totals[2], scatter: totals[3],
      logSum: totals[4])
  }

  /// Sum and scatter of two pseudo-values.
  ///
  /// - Precondition: ranks are below the number of values, which `IDRFit` has checked.
  mutating func updatePairs(_ values: [Double]) {
    precondition(
      ranks.count == 2 && ranks[1].count == ranks[0].count && sums.count == ranks[0].count
        && scatters.count == sums.count, "\(ranks.count) replicates, \(sums.count) sums")
    // Unsafe: the kernel reads two ranks for each sum and scatter that it writes, and values at
    // those ranks.
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe scatters.withUnsafeMutableBufferPointer { scatters in
        unsafe values.withUnsafeBufferPointer { values in
          unsafe ck_idr_pairs(
            values.baseAddress, ranks[0], ranks[1], sums.count, sums.baseAddress,
            scatters.baseAddress)
        }
      }
    }
  }
}

extension IDRCellTable.Polynomial {
  /// The values at places of a cell that begins at `start`; `scale` is one over its width.
  func write(
    at places: [Double], _ range: Range<Int>, start: Double, scale: Double,
    to values: inout [Double], from offset: Int
  ) {
    precondition(
      range.upperBound <= places.count && offset >= 0 && offset + range.count <= values.count,
      "\(range) of \(places.count) to \(offset) of \(values.count)")
    let coefficients = [c0, c1, c2, c3, c4, c5]
    // Unsafe: the kernel reads the places of the range, six coefficients, and writes one value for
    // each place.
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe places.withUnsafeBufferPointer { places in
        guard let from = places.baseAddress, let to = values.baseAddress else {
          return
        }
        unsafe ck_quintic(
          from + range.lowerBound, range.count, start, scale, coefficients, to + offset)
      }
    }
  }
}

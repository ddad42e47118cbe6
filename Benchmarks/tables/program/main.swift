import GenomicTypes
import GenomicsIO

// Reads a table of fragments into memory and prints how long that took.
//
//   Benchmark TABLE THREADS

let arguments = CommandLine.arguments
let (path, threads) = (arguments[1], Int(arguments[2]) ?? 1)
let header = try FragmentTableReader.header(of: path)
var format = FragmentTableFormat()
format.chromosome = .column("chrom")
(format.start, format.end, format.strand) = ("start", "end", "strand")
format.counts = header.dropFirst(4).map { NamedColumn($0, .name($0)) }
let clock = ContinuousClock()
let start = clock.now
let table = try FragmentTableReader(format: format, threads: threads).read([path]).table
let parts = (clock.now - start).components
let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
let sum = table.counts.reduce(0) { sum, column in
  sum + (0..<table.rowCount).reduce(0) { $0 + Int(column.count(at: $1) ?? 0) }
}
print(
  "cupel, \(threads) threads: \((seconds * 1000).rounded() / 1000) s, \(table.rowCount) rows, sum \(sum)")

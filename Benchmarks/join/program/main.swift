import GenomicTypes
import GenomicsIO
import ReadCounting

// Benchmark FOLDER THREADS OUTPUT: joins FOLDER/sample_*.tsv to FOLDER/ipcr.tsv and writes a table.

let arguments = CommandLine.arguments
let folder = arguments[1]
let threads = Int(arguments[2]) ?? 1
let clock = ContinuousClock()
var last = clock.now

@MainActor func report(_ step: String, _ rows: Int) {
  let now = clock.now
  let seconds = Double((now - last) / .microseconds(1)) / 1e6
  last = now
  let rate = Int(Double(rows) / seconds / 1000)
  print("cupel  \(step): \((seconds * 100).rounded() / 100) s, \(rate) thousand rows/s")
}

/// Writes chr, start, end (1-based closed), strand, barcode and the counts.
func write(_ joined: JoinedBarcodes, to path: String) throws {
  var writer = try TextFileWriter(path: path)
  var line: [UInt8] = []
  for row in 0..<joined.table.rowCount {
    guard let place = joined.table.placements[row], let interval = place.interval else { continue }
    line.removeAll(keepingCapacity: true)
    line += joined.table.chromosomeNames[Int(place.chromosome)].utf8
    for number in [Int(interval.lowerBound) + 1, Int(interval.upperBound)] {
      line.append(9)
      line += String(number).utf8
    }
    line.append(9)
    line += place.strand.symbol.utf8
    line.append(9)
    line += PackedBarcode.letters(joined.barcodes[row], length: joined.barcodeLength)
    for column in joined.table.counts {
      line.append(9)
      line += String(column.values[row]).utf8
    }
    line.append(10)
    try writer.write(utf8: line)
  }
  try writer.finish()
}

let ipcr = try LibraryFragmentReader().read(["\(folder)/ipcr.tsv"])
report("read the library", ipcr.barcodes.count)
let library = CountedFragments(
  chromosomeNames: ipcr.chromosomeNames, placements: ipcr.placements, reads: ipcr.reads,
  mappingQualities: ipcr.mappingQualities, barcodeLength: ipcr.length, barcodes: ipcr.barcodes)
let assignment = try assignBarcodes(
  of: library, rules: BarcodeAssignmentRules(rule: .majority, minimumSupport: 1),
  threads: threads)
report("assign", ipcr.barcodes.count)
var samples: [BarcodeSample] = []
var rows = 0
for number in 1...3 {
  let table = try BarcodeCountReader().read(["\(folder)/sample_\(number).tsv"])
  rows += table.barcodes.count
  samples.append(
    BarcodeSample(
      name: "s\(number)",
      barcodes: try CountedBarcodes(
        summing: table.barcodes, reads: table.counts, length: table.length, threads: threads)))
}
report("read and sort the samples", rows)
var options = BarcodeJoinOptions()
options.includesLibraryCounts = true
let joined = try joinBarcodes(
  libraries: [BarcodeLibrary(name: "iPCR", barcodes: assignment.assigned)], samples: samples,
  options: options, threads: threads)
report("join", rows + assignment.assigned.barcodes.count)

try write(joined, to: arguments[3])
report("write", joined.table.rowCount)
for node in assignment.attrition + joined.attrition { print("cupel  \(node)") }

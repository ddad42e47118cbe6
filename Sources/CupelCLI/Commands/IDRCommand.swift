import ArgumentParser
import PipelineStages

struct IDRCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "idr", abstract: "Irreproducible discovery rates of peaks in replicates.",
    discussion: """
      Merges the peaks of two or more replicates, compares their ranks and says for each how likely \
      it is noise. Writes the columns of idr 2.0.3 (20 for narrowPeak, 17 for broadPeak, 14 for BED, \
      with two replicates), the same with a header and all digits in OUTPUT.tsv, every number in \
      OUTPUT.json, and with --plot figures beside them. Equal scores are ordered by a hash, so that \
      neither the order of a file nor the number of threads changes a byte.

      The last line says whether the fit separates signal from noise: no parameter at a limit, a mean \
      of at least 0.5, and ranks likelier than independent ones by 2 ln N (N peaks). When it does not, \
      peaks with a small rate are not evidence: two random rankings can give thousands.

      Example: cupel idr --samples rep1.narrowPeak rep2.narrowPeak --output idr.narrowPeak
      """)

  @Option(
    parsing: .upToNextOption,
    help: "Peaks of each replicate: narrowPeak, broadPeak or BED, plain, gzip or bgzip.")
  var samples: [String]
  @Option(help: "A list of peaks; the rates are those of its peaks.") var peakList: String?
  @Option(help: "narrowPeak, broadPeak or bed. Default: what the first file name tells.")
  var inputFileType: String?
  @Option(
    help: """
      score, signal.value, p.value, q.value, the number of a column, or its name in a header. \
      Default: signal.value, for BED score.
      """)
  var rank: String?
  @Option(name: .shortAndLong, help: "The peaks; compressed with bgzip when it ends in .gz.")
  var output = "idrValues.txt"
  @Option(help: "Write only peaks with a global IDR of at most this.") var idrThreshold = 1.0
  @Option(
    help: "Scores of overlapping peaks: sum, avg, min or max. Default: min of p and q, else sum.")
  var peakMergeMethod: String?
  @Flag(help: "Keep peaks that some replicate lacks, with the score 0 there.")
  var useNonoverlappingPeaks = false
  @Flag(help: "Allow scores below 0.") var allowNegativeScores = false
  @Option(help: "Fewest peaks in all replicates.") var minimumPeaks = 20
  @Option(help: "Rounds of the fit at most.") var maxIter = 3000
  @Option(
    help: """
      published: the rounds and the stopping rule of idr 2.0.3. accelerated: extrapolate to the end \
      of the fit, which those rounds stop about 1e-4 before. automatic: published up to 9,999 peaks, \
      accelerated from 10,000 on. The summary names the method used.
      """)
  var method = "automatic"
  @Flag(help: "Draw ranks, scores and rates as OUTPUT.*.svg.") var plot = false
  @Option(help: "Seed of the order of equal scores.") var seed: UInt64 = 0
  @OptionGroup var threads: ThreadOptions

  func validate() throws {
    if samples.count < 2 {
      throw ValidationError("--samples: found \(samples.count) file; expected at least 2.")
    }
    if !(0...1).contains(idrThreshold) {
      throw ValidationError(
        "--idr-threshold: found \(idrThreshold); expected a number from 0 to 1.")
    }
    if minimumPeaks < 5 {
      throw ValidationError(
        "--minimum-peaks: found \(minimumPeaks); expected a number of at least 5.")
    }
    if maxIter < 1 {
      throw ValidationError("--max-iter: found \(maxIter); expected a number of at least 1.")
    }
  }

  func run() throws {
    var settings = PeakComparisonSettings(samples: samples, output: output)
    settings.peakList = peakList
    settings.fileType = inputFileType
    settings.rank = rank
    settings.merge = peakMergeMethod
    settings.keepsIncomplete = useNonoverlappingPeaks
    settings.allowsNegative = allowNegativeScores
    settings.threshold = idrThreshold
    settings.minimumPeaks = minimumPeaks
    settings.maximumRounds = maxIter
    settings.method = method
    settings.plots = plot
    settings.seed = seed
    settings.threads = threads.count
    for line in try PeakComparison(settings).run() { StandardError.write(line) }
  }
}

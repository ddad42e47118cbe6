extension ReportColophon {
  /// The closing section: methods, parameters, versions and sources, folded.
  package var section: ReportSection {
    var blocks: [ReportBlock] = []
    if !methods.isEmpty {
      blocks.append(.details("Methods", methods.map { .paragraph($0) }))
    }
    if !parameters.isEmpty { blocks.append(.details("Parameters", [.namedValues(parameters)])) }
    if !versions.isEmpty {
      blocks.append(.details("Versions and inputs", [.namedValues(versions)]))
    }
    if !references.isEmpty { blocks.append(.details("Sources", [.list(references)])) }
    return ReportSection("Methods and parameters", blocks)
  }
}

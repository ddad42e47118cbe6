/// One piece of a report section, in reading order.
package indirect enum ReportBlock: Sendable {
  /// A paragraph.
  case paragraph(String)
  /// A heading below the section's title.
  case heading(String)
  /// Sentences of judgement, one box each.
  case verdicts([Verdict])
  /// Sentences of judgement as a compact list.
  case checks([Verdict])
  /// The main numbers.
  case cards([SummaryCard])
  /// Questions, each with its answer in a sentence.
  case answers([Answer])
  /// Figures, side by side where there is room.
  case figures([Figure])
  /// A table.
  case table(TableContent)
  /// A bulleted list.
  case list([String])
  /// Names and values.
  case namedValues([NamedValue])
  /// Blocks folded away until asked for; unfolded on paper.
  case details(String, [ReportBlock])

  /// The figures inside, in order.
  package var figures: [Figure] {
    switch self {
    case .figures(let figures): figures
    case .details(_, let blocks): blocks.flatMap(\.figures)
    default: []
    }
  }

  /// The tables inside, in order.
  package var tables: [TableContent] {
    switch self {
    case .table(let table): [table]
    case .details(_, let blocks): blocks.flatMap(\.tables)
    default: []
    }
  }

  /// The block as HTML.
  package var html: String {
    switch self {
    case .paragraph(let text): HTMLFragment.paragraph(text)
    case .heading(let text): "<h3>\(XMLText.escaped(text))</h3>\n"
    case .verdicts(let verdicts): verdicts.map(Self.verdict).joined()
    case .checks(let verdicts):
      "<ul class=\"checks\">\n" + verdicts.map(Self.check).joined() + "</ul>\n"
    case .cards(let cards): "<div class=\"cards\">\n\(cards.map(Self.card).joined())</div>\n"
    case .answers(let answers):
      "<div class=\"answers\">\n\(answers.map(Self.answer).joined())</div>\n"
    case .figures(let figures):
      "<div class=\"figures\">\n\(figures.map(HTMLFragment.figure).joined())</div>\n"
    case .table(let table): table.html
    case .list(let items):
      "<ul>\n" + items.map { "<li>\(XMLText.escaped($0))</li>\n" }.joined() + "</ul>\n"
    case .namedValues(let values): HTMLFragment.namedValues(values)
    case .details(let summary, let blocks):
      "<details><summary>\(XMLText.escaped(summary))</summary>\n"
        + blocks.map(\.html).joined() + "</details>\n"
    }
  }

  private static func verdict(_ verdict: Verdict) -> String {
    "<p class=\"verdict \(verdict.status.word)\">\(HTMLFragment.badge(verdict.status)) "
      + "\(XMLText.escaped(verdict.sentence))</p>\n"
  }

  private static func check(_ verdict: Verdict) -> String {
    "<li>\(HTMLFragment.badge(verdict.status)) \(XMLText.escaped(verdict.sentence))</li>\n"
  }

  private static func card(_ card: SummaryCard) -> String {
    "<div class=\"card\"><div class=\"label\">\(XMLText.escaped(card.label))</div>"
      + "<div class=\"value\">\(XMLText.escaped(card.value))</div>"
      + "<div class=\"detail\">\(XMLText.escaped(card.detail))</div></div>\n"
  }

  private static func answer(_ answer: Answer) -> String {
    "<div class=\"answer\"><h3>\(XMLText.escaped(answer.question))</h3>"
      + "<p>\(XMLText.escaped(answer.sentence))</p></div>\n"
  }
}

/// A section of a report.
package struct ReportSection: Sendable {
  package let title: String
  package let blocks: [ReportBlock]

  package init(_ title: String, _ blocks: [ReportBlock]) {
    self.title = title
    self.blocks = blocks
  }

  /// Where links to the section point.
  package var anchor: String { XMLText.slug(title) }
}

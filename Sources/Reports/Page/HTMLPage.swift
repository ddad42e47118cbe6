/// One self-contained page: inline style, inline drawings, no script, nothing loaded from outside.
///
/// The markup is also well-formed XML, so that any XML tool can read the report.
package struct HTMLPage: Sendable {
  /// The small line above the title: what kind of report this is.
  package let kind: String
  package let title: String
  /// The line below the title.
  package let subtitle: String
  /// What stands between the title and the table of contents: the answer.
  package let opening: [ReportBlock]
  package let sections: [ReportSection]

  /// Makes a page; sections without blocks are left out.
  package init(
    kind: String, title: String, subtitle: String, opening: [ReportBlock],
    sections: [ReportSection]
  ) {
    self.kind = kind
    self.title = title
    self.subtitle = subtitle
    self.opening = opening
    self.sections = sections.filter { !$0.blocks.isEmpty }
  }

  /// The page as the text of an `.html` file.
  package var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="generator" content="cupel" />
    <title>\(XMLText.escaped(title)) · \(XMLText.escaped(kind))</title>
    <style>
    \(HTMLStyle.sheet)
    </style>
    </head>
    <body>
    <div class="page">
    <header>
    <p class="kind">\(XMLText.escaped(kind))</p>
    <h1>\(XMLText.escaped(title))</h1>
    \(subtitle.isEmpty ? "" : HTMLFragment.paragraph(subtitle, class: "subtitle"))</header>
    \(contents)<main>
    \(openingHTML)\(sections.map(Self.html).joined())</main>
    </div>
    </body>
    </html>

    """
  }

  /// Page, figures and tables as the texts of their files; every name is unique among its kind.
  package func rendered() -> RenderedReport {
    let blocks = opening + sections.flatMap(\.blocks)
    return RenderedReport(
      html: html,
      figures: Self.named(
        blocks.flatMap(\.figures).map { NamedText(name: $0.name, text: $0.standaloneSVG) }),
      tables: Self.named(blocks.flatMap(\.tables).map { NamedText(name: $0.name, text: $0.tsv) }))
  }

  private var openingHTML: String {
    opening.isEmpty
      ? "" : "<section class=\"opening\">\n\(opening.map(\.html).joined())</section>\n"
  }

  private var contents: String {
    guard sections.count > 1 else { return "" }
    let links = sections.map { section in
      "<li><a href=\"#\(section.anchor)\">\(XMLText.escaped(section.title))</a></li>\n"
    }
    return "<nav aria-label=\"Contents\"><p>Contents</p><ol>\n\(links.joined())</ol></nav>\n"
  }

  private static func html(_ section: ReportSection) -> String {
    "<section id=\"\(section.anchor)\">\n<h2>\(XMLText.escaped(section.title))</h2>\n"
      + section.blocks.map(\.html).joined() + "</section>\n"
  }

  private static func named(_ texts: [NamedText]) -> [NamedText] {
    var uses: [String: Int] = [:]
    return texts.map { text in
      let slug = XMLText.slug(text.name)
      let count = uses[slug, default: 0] + 1
      uses[slug] = count
      return NamedText(name: count == 1 ? slug : "\(slug)-\(count)", text: text.text)
    }
  }
}

/// A file to be: its name without extension, and its text.
public struct NamedText: Hashable, Sendable {
  /// Name without extension: lower-case letters, digits, hyphens.
  public let name: String
  /// The whole text.
  public let text: String
}

/// A report as the texts of its files.
public struct RenderedReport: Hashable, Sendable {
  /// The page.
  public let html: String
  /// Each figure of the page as an `.svg` file.
  public let figures: [NamedText]
  /// Each table of the page as a `.tsv` file.
  public let tables: [NamedText]
}

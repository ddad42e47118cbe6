/// The style sheet of every page: screen, narrow screen and paper.
package enum HTMLStyle {
  /// The rules, without the surrounding element.
  package static let sheet = base + parts + media

  private static let base = """
    :root { --ink: \(Palette.ink); --muted: \(Palette.muted); --rule: #d9dee3; --panel: \(Palette.panel);
      --blue: \(Palette.blue); --pass: #00694d; --warn: #8a5a00; --fail: #b03a00; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.55 -apple-system,
      "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
    .page { max-width: 1240px; margin: 0 auto; padding: 34px 28px 72px; display: grid;
      grid-template-columns: 190px minmax(0, 1fr); column-gap: 48px; }
    header { grid-column: 2; }
    nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 28px; align-self: start;
      font-size: 14px; line-height: 1.35; }
    main { grid-column: 2; min-width: 0; }
    nav p { margin: 6px 0 8px; color: var(--muted); font-size: 12px; letter-spacing: .06em;
      text-transform: uppercase; }
    nav ol { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--rule); }
    nav li { margin: 0; padding: 4px 0 4px 12px; }
    a { color: var(--blue); text-decoration: none; }
    a:hover, a:focus { text-decoration: underline; }
    .kind { margin: 0; color: var(--muted); font-size: 13px; letter-spacing: .06em;
      text-transform: uppercase; }
    h1 { margin: 2px 0 4px; font-size: 32px; line-height: 1.2; font-weight: 650;
      letter-spacing: -.01em; overflow-wrap: anywhere; }
    .subtitle { margin: 0 0 8px; color: var(--muted); font-size: 17px; }
    h2 { margin: 52px 0 12px; padding-top: 14px; border-top: 1px solid var(--rule); font-size: 23px;
      line-height: 1.25; font-weight: 650; }
    h3 { margin: 30px 0 8px; font-size: 17px; font-weight: 650; }
    p, li { max-width: 46em; }
    ul { padding-left: 1.2em; }
    li { margin: 5px 0; }

    """

  private static let parts = """
    .verdict { max-width: none; margin: 10px 0; padding: 11px 14px; border: 1px solid var(--rule);
      border-left-width: 5px; background: var(--panel); font-size: 17px; }
    .verdict.pass { border-left-color: var(--pass); }
    .verdict.warn { border-left: 5px dashed var(--warn); }
    .verdict.fail { border-left: 7px double var(--fail); }
    .badge { display: inline-block; min-width: 3.4em; padding: 0 7px; border: 1.5px solid currentColor;
      border-radius: 3px; font-size: 12.5px; line-height: 1.5; font-weight: 650; text-align: center;
      letter-spacing: .03em; background: #fff; vertical-align: 1px; }
    .badge.pass { color: var(--pass); border-radius: 11px; }
    .badge.warn { color: var(--warn); border-style: dashed; }
    .badge.fail { color: #fff; background: var(--fail); border-color: var(--fail); }
    .badge.note { min-width: 0; padding: 0; color: var(--muted); border-color: transparent;
      background: transparent; }
    .checks { list-style: none; margin: 12px 0; padding: 0; }
    .checks li { max-width: none; margin: 5px 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px;
      margin: 20px 0; }
    .card { padding: 13px 15px; border: 1px solid var(--rule); border-radius: 6px; }
    .card .label { color: var(--muted); font-size: 13.5px; line-height: 1.35; }
    .card .value { margin: 3px 0 2px; font-size: 27px; line-height: 1.2; font-weight: 650;
      font-variant-numeric: tabular-nums; }
    .card .detail { color: var(--muted); font-size: 13px; line-height: 1.4; }
    .answers { margin: 14px 0 20px; border-top: 3px solid var(--ink); }
    .answer { display: grid; grid-template-columns: 230px 1fr; gap: 22px; padding: 15px 0;
      border-bottom: 1px solid var(--rule); }
    .answer h3 { margin: 0; font-size: 16px; line-height: 1.4; }
    .answer p { margin: 0; font-size: 18px; line-height: 1.5; }
    .table { margin: 16px 0 22px; overflow-x: auto; }
    table { border-collapse: collapse; font-size: 14px; line-height: 1.4;
      font-variant-numeric: tabular-nums; }
    caption { padding: 0 0 7px; text-align: left; font-size: 14.5px; font-weight: 600; }
    th, td { padding: 5px 12px; text-align: left; vertical-align: top;
      border-bottom: 1px solid var(--rule); }
    th:first-child, td:first-child { padding-left: 3px; }
    thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; font-weight: 600; }
    tbody th { font-weight: 500; }
    th.n, td.n { text-align: right; }
    td.n, td.short { white-space: nowrap; }
    tbody th { min-width: 9em; }
    .stacked .interval { display: block; font-size: 12.5px; }
    tr.strong th, tr.strong td { font-weight: 650; background: var(--panel); }
    .interval, .missing { color: var(--muted); font-weight: 400; }
    .interval { font-size: 13px; }
    .footnote { margin: 6px 0 0; color: var(--muted); font-size: 13px; }
    .named th { font-weight: 400; color: var(--muted); white-space: nowrap; }
    .named td { overflow-wrap: anywhere; font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas,
      "Liberation Mono", monospace; font-size: 13px; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
      gap: 18px 22px; margin: 18px 0; align-items: start; }
    figure { margin: 0; min-width: 0; }
    figure.wide { grid-column: 1 / -1; }
    .drawing { overflow-x: auto; }
    figure svg { display: block; max-width: 100%; height: auto; }
    figcaption { max-width: 46em; margin-top: 4px; padding-left: 8px; color: var(--muted);
      font-size: 13.5px; line-height: 1.45; }
    details { margin: 12px 0; padding: 8px 14px; border: 1px solid var(--rule); border-radius: 6px; }
    summary { cursor: pointer; font-weight: 600; font-size: 15px; }

    """

  private static let media = """
    @media (max-width: 1020px) {
      .page { display: block; padding: 22px 18px 56px; }
      nav { position: static; margin: 14px 0 6px; padding: 4px 14px 10px; background: var(--panel); }
      nav ol { border: 0; columns: 2; }
      nav li { padding: 3px 0; break-inside: avoid; }
    }
    @media (max-width: 620px) {
      body { font-size: 15px; }
      .page { padding: 16px 14px 48px; }
      h1 { font-size: 25px; } h2 { font-size: 20px; margin-top: 38px; }
      nav ol { columns: 1; }
      .answer { grid-template-columns: 1fr; gap: 4px; }
      .answer p { font-size: 16px; }
      figure.wide svg { min-width: 640px; }
      .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    }
    @page { margin: 15mm 14mm; }
    @media print {
      body { font-size: 10.5pt; }
      .page { display: block; max-width: none; padding: 0; }
      nav { display: none; }
      h1 { font-size: 21pt; } h2 { margin-top: 20pt; font-size: 15pt; break-after: avoid; }
      h3 { break-after: avoid; }
      .verdict, .answer p { font-size: 11.5pt; }
      .badge, .verdict, tr.strong th, tr.strong td { -webkit-print-color-adjust: exact;
        print-color-adjust: exact; }
      figure, .card, .verdict, .answer, tr { break-inside: avoid; }
      thead { display: table-header-group; } table { break-inside: avoid; }
      table.long { break-inside: auto; } summary { break-after: avoid; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      table.long tbody tr:nth-child(-n+3) { break-before: avoid; }
      caption { break-after: avoid; }
      .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 7pt; }
      .card { padding: 6pt 8pt; } .card .value { font-size: 15pt; }
      .figures { grid-template-columns: repeat(2, 43%); gap: 4pt 6%; }
      .table { overflow: visible; }
      table { font-size: 8.6pt; } th, td { padding: 2.5pt 6pt; } .interval { font-size: 8pt; }
      details { border: 0; padding: 0; }
      details::details-content { content-visibility: visible; display: block; height: auto; }
    }
    """
}

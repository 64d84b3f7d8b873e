/// How a report's page looks: on a screen of any width, by day and by night, and on paper.
enum HTMLStyle {
  static let text = """
    :root {
      --page: #ffffff; --ink: #1b1b1b; --soft: #595959; --line: #d0d0d0; --shade: #f3f4f6;
      --accent: #0072b2;
      color-scheme: light dark;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #16181c; --ink: #e6e6e6; --soft: #a8adb5; --line: #444a53; --shade: #22262c;
        --accent: #56b4e9;
      }
      svg rect[fill="#ffffff"] { fill: var(--page); }
      \(recolored("black", "var(--ink)"))
      \(recolored("rgb(  0,   0,   0)", "var(--ink)"))
      \(recolored("rgb(0,0,0)", "var(--ink)"))
      \(recolored("rgb(208, 208, 208)", "var(--line)"))
      \(recolored("rgb( 85,  85,  85)", "var(--soft)"))
      \(recolored("rgb(  0, 114, 178)", "#4aa8e8"))
      svg [fill="rgb(0,114,79)"] { fill: #45c79a; }
      svg [fill="rgb(179,71,0)"] { fill: #f29a5c; }
      svg [style*="rgb(0,114,178)"] { stroke: #4aa8e8 !important; }
    }
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
    }
    main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
    h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 1.75rem; margin: 0.5rem 0 1rem; }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 0.75rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }
    p, ul { margin: 0.75rem 0; max-width: 46rem; }
    ul { padding-left: 1.4rem; }
    .answer {
      padding: 0.75rem 1rem; background: var(--shade); border-left: 4px solid var(--accent);
      max-width: none;
    }
    code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    code { font-size: 0.9em; }
    pre { padding: 0.75rem 1rem; background: var(--shade); overflow-x: auto; }
    .scroll { max-width: 100%; overflow-x: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92rem; }
    th, td {
      padding: 0.3rem 0.7rem; text-align: right; border-bottom: 1px solid var(--line);
      white-space: nowrap; font-weight: normal;
    }
    thead th { border-bottom: 2px solid var(--ink); font-weight: 600; }
    .words { text-align: left; }
    figure { margin: 1.5rem 0; }
    figure svg { display: block; width: 45rem; max-width: 100%; min-width: 34rem; height: auto; }
    figure svg image { image-rendering: pixelated; }
    figcaption { color: var(--soft); font-size: 0.92rem; margin-top: 0.4rem; max-width: 46rem; }
    @media print {
      :root { --page: #ffffff; --ink: #000000; --soft: #333333; --line: #bbbbbb; --shade: #f3f4f6; }
      main { max-width: none; padding: 0; font-size: 10pt; }
      .scroll { overflow: visible; }
      table { font-size: 7.5pt; }
      th, td { padding: 0.15rem 0.3rem; white-space: normal; overflow-wrap: normal; }
      figure, tr, pre { break-inside: avoid; }
      h1, h2, h3 { break-after: avoid; }
      figure svg { min-width: 0; }
    }
    """

  /// The same lines and areas in another colour, written as gnuplot writes them.
  private static func recolored(_ old: String, _ new: String) -> String {
    ["color", "stroke", "fill"].map { "svg [\($0)=\"\(old)\"] { \($0): \(new); }" }
      .joined(separator: "\n  ")
  }
}

/// A table as LaTeX with the rules of the package booktabs.
enum LaTeXWriter {
  /// A floating table, to be included by a paper.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - caption: what stands over it.
  ///   - label: what `\ref` names: ASCII letters, digits, hyphens and colons; others become
  ///     hyphens.
  ///   - note: what stands under it, if anything.
  /// - Returns: lines that need `\usepackage{booktabs}` and `\usepackage[T1]{fontenc}`.
  static func text(
    _ table: Table, caption: RichText, label: String, note: RichText? = nil
  ) -> String {
    let columns = table.header.indices.map { $0 < table.left ? "l" : "r" }.joined()
    var lines = [
      "% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}.",
      "\\begin{table}[tbp]", "  \\centering", "  \\caption{\(inline(caption))}",
      "  \\label{\(safe(label))}", "  \\begin{tabular}{\(columns)}", "    \\toprule",
      "    \(row(table.header))", "    \\midrule",
    ]
    lines += table.rows.map { "    \(row($0))" }
    lines += ["    \\bottomrule", "  \\end{tabular}"]
    if let note { lines += ["", "  \\smallskip", "  {\\footnotesize \(inline(note))\\par}"] }
    return (lines + ["\\end{table}"]).joined(separator: "\n") + "\n"
  }

  /// A row that begins with `[` or `*` would be taken for an argument of the `\\` before it.
  private static func row(_ cells: [RichText]) -> String {
    let text = cells.map(inline).joined(separator: " & ") + " \\\\"
    return text.hasPrefix("[") || text.hasPrefix("*") ? "{}" + text : text
  }

  private static func inline(_ text: RichText) -> String {
    text.runs.map { run in
      switch run {
      case .text(let text): LaTeX.escaped(text)
      case .code(let text): "\\texttt{\(LaTeX.escaped(text))}"
      case .strong(let text): "\\textbf{\(LaTeX.escaped(text))}"
      }
    }.joined()
  }

  private static func safe(_ label: String) -> String {
    String(
      String.UnicodeScalarView(
        label.unicodeScalars.map { scalar in
          let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(scalar))
          return isPlain || scalar == ":" || scalar == "-" ? scalar : "-"
        }))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }
}

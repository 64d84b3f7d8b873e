import Foundation
import Testing

@testable import Reporting

@Suite("LaTeX")
struct LaTeXTests {
  /// Text, and how it stands in LaTeX.
  static let texts: [(text: String, escaped: String)] = [
    ("plain text, 95 %", "plain text, 95 \\%"),
    (
      "\\ { } $ & # ^ _ ~",
      "\\textbackslash{} \\{ \\} \\$ \\& \\# \\textasciicircum{} \\_ "
        + "\\textasciitilde{}"
    ),
    ("a<b>c|d\"e", "a\\textless{}b\\textgreater{}c\\textbar{}d\\textquotedbl{}e"),
    ("−0.5 ± 1", "$-$0.5 $\\pm$ 1"),
    ("self-supervised", "self-supervised"),
    ("a--b ``c''", "a-{}-b `{}`c'{}'"),
    ("größer, naïve, Šárka", "gr\\\"{o}\\ss{}er, na\\\"{\\i}ve, \\v{S}\\'{a}rka"),
    ("e\u{301}", "\\'{e}"),
    ("写 🎉", "\\texttt{[U+5199]} \\texttt{[U+1F389]}"),
    ("two\nlines", "two lines"),
    ("\u{1B}", "\\texttt{[U+001B]}"),
  ]

  @Test("No character is taken for a command", arguments: texts)
  func escaping(text: String, escaped: String) {
    #expect(LaTeX.escaped(text) == escaped)
  }

  @Test("A table has the rules of booktabs, a caption, a label and a note")
  func table() {
    let table = Table(["labels", .code("a_b")], [["100", .strong("1 ± 2")], ["[x]", "3"]])
    let text = LaTeXWriter.text(
      table, caption: "Caption & more.", label: "tab:a_b c", note: "Note.")
    #expect(
      text == #"""
        % Needs \usepackage{booktabs} and \usepackage[T1]{fontenc}.
        \begin{table}[tbp]
          \centering
          \caption{Caption \& more.}
          \label{tab:a-b-c}
          \begin{tabular}{lr}
            \toprule
            labels & \texttt{a\_b} \\
            \midrule
            100 & \textbf{1 $\pm$ 2} \\
            {}[x] & 3 \\
            \bottomrule
          \end{tabular}

          \smallskip
          {\footnotesize Note.\par}
        \end{table}

        """#)
  }

  static let pdflatex = ["/usr/bin/pdflatex", "/usr/local/bin/pdflatex"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test("Every printable character compiles with pdflatex", .enabled(if: pdflatex != nil))
  func compiles() throws {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x24F, 0x370...0x3FF, 0x1E00...0x1EFF, 0x2000...0x2027, 0x2190...0x2300,
    ]
    let scalars = ranges.joined().compactMap { Unicode.Scalar($0) }
    let rows = scalars.map { [RichText(String($0) + String($0)), RichText.code("*\($0)[")] }
    let text = stride(from: 0, to: rows.count, by: 30).map { start in
      LaTeXWriter.text(
        Table(["a", "b"], Array(rows[start..<min(start + 30, rows.count)])),
        caption: "All \(strong: "&") more", label: "tab:\(start)", note: "…")
    }
    let body = text.joined(separator: "\\clearpage\n")
    let document = """
      \\documentclass{article}
      \\usepackage[utf8]{inputenc}
      \\usepackage[T1]{fontenc}
      \\usepackage{booktabs}
      \\begin{document}
      \(body)\\end{document}

      """
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("table.tex")
    try Data(document.utf8).write(to: file)
    #expect(try Self.run(folder.url) == 0)
    #expect(
      FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("table.pdf").path))
  }

  /// Compiles `table.tex`; any error ends it with a status other than 0.
  private static func run(_ folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(pdflatex))
    process.arguments = [
      "-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "table.tex",
    ]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

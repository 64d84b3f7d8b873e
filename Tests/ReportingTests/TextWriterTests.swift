import Testing

@testable import Reporting

@Suite("Plain text for a terminal")
struct TextWriterTests {
  @Test("Columns are aligned, words to the left and figures to the right")
  func table() {
    let table = Table(["arm", "gap"], [[.code("a"), "+1.20"], ["supervised", .strong("0.00")]])
    #expect(
      TextWriter.text([.table(table)]) == """
        arm           gap
        ----------  -----
        a           +1.20
        supervised   0.00
        """)
  }

  @Test("Headings are underlined, paragraphs wrapped, items of lists indented")
  func blocks() {
    let text = TextWriter.text(
      [
        .heading(1, "Title"), .heading(2, "\(code: "x") part"),
        .paragraph("one two three four"), .list(["five six seven", "eight"]), .listing("a\n  b"),
      ], width: 10)
    #expect(
      text == """
        Title
        =====

        x part
        ------

        one two
        three four

        - five six
          seven
        - eight

            a
              b
        """)
  }

  @Test("Names cannot write control characters on the terminal")
  func control() {
    let text = TextWriter.text([
      .paragraph(.code("\u{1B}[31mred\u{7}\u{202E}")), .listing("\u{9B}x"),
    ])
    #expect(text == "\u{FFFD}[31mred\u{FFFD}\u{FFFD}\n\n    \u{FFFD}x")
  }
}

import Testing

@testable import Reporting

@Suite("Markdown")
struct MarkdownTests {
  /// Text of a protocol, and how it stands in a report.
  static let texts: [(text: String, escaped: String)] = [
    ("Plain text, with a comma (and more).", "Plain text, with a comma (and more)."),
    ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
    ("a | b", "a \\| b"),
    ("<b>&amp;</b>", "\\<b\\>\\&amp;\\</b\\>"),
    ("![x](y)", "![x]\\(y)"),
    ("[x][y] [x]: z", "[x]\\[y] [x]\\: z"),
    ("[+1.2, +3.4] (n = 3)", "[+1.2, +3.4] (n = 3)"),
    ("back\\slash", "back\\\\slash"),
    ("~~gone~~", "\\~\\~gone\\~\\~"),
    ("# no heading", "\\# no heading"),
    ("self-supervised - or not", "self-supervised - or not"),
    ("two\nlines\r\n\r\n# three", "two lines \\# three"),
    (" a space at either end ", " a space at either end "),
    ("", ""),
  ]

  @Test("No character of a protocol's text is taken for markup", arguments: texts)
  func escaping(text: String, escaped: String) {
    #expect(Markdown.escaped(text) == escaped)
  }

  /// Lines, and how they stand in a report.
  static let lines: [(text: RichText, line: String)] = [
    ("- no list", "\\- no list"),
    ("+ no list", "\\+ no list"),
    ("1. no list", "1\\. no list"),
    ("12) no list", "12\\) no list"),
    ("=== no underline", "\\=== no underline"),
    ("1.5 points", "1.5 points"),
    ("    no code", "no code"),
    ("\("a*b") \(code: "c*d")\(strong: "e*f")", "a\\*b `c*d`**e\\*f**"),
  ]

  @Test("A paragraph begins no block of another kind", arguments: lines)
  func paragraphs(text: RichText, line: String) {
    #expect(MarkdownWriter.text(.paragraph(text)) == line)
  }

  /// Text, and how it stands as code.
  static let codes: [(text: String, code: String)] = [
    ("plain", "`plain`"),
    ("./a`b", "`` ./a`b ``"),
    ("```", "```` ``` ````"),
    ("a_b*c", "`a_b*c`"),
    ("a\nb", "`a b`"),
  ]

  @Test("Backticks do not end code", arguments: codes)
  func code(text: String, code: String) {
    #expect(Markdown.code(text) == code)
  }

  @Test("The first columns of a table are to the left, the others to the right")
  func table() {
    let text = """
      | a | b | c |
      | --- | --- | ---: |
      | 1 | 2 | 3 |
      | 4 | 5 | 6 |
      """
    let table = Table(["a", "b", "c"], [["1", "2", "3"], ["4", "5", "6"]], left: 2)
    #expect(MarkdownWriter.text(.table(table)) == text)
    #expect(MarkdownWriter.text(.table(Table(["a"], []))) == "| a |\n| --- |")
  }

  @Test("A bar of code does not end a cell")
  func bar() {
    let table = Table(["a"], [["\(code: "b|c")"], ["d|e"]])
    #expect(MarkdownWriter.text(.table(table)) == "| a |\n| --- |\n| `b\\|c` |\n| d\\|e |")
  }

  @Test("A list has a line an item")
  func list() {
    #expect(MarkdownWriter.text(.list(["a", "b"])) == "- a\n- b")
  }
}

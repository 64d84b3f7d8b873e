import Foundation
import Testing

@testable import Reporting

@Suite("A report as a page")
struct HTMLWriterTests {
  static let hostile = "<script>alert(\"x\")</script> ' & ]]> \u{0}<b onclick='y'>"

  private func page(_ blocks: [Block], _ pictures: [DrawnPicture] = []) -> String {
    HTMLWriter(pictures: pictures).text(blocks)
  }

  @Test("Every kind of block is an element of its own, as text")
  func blocks() {
    let writer = HTMLWriter()
    #expect(
      writer.text(.heading(2, "A & \(code: "b<c")")) == "<h2>A &amp; <code>b&lt;c</code></h2>")
    #expect(writer.text(.paragraph("x \(strong: "y")")) == "<p>x <strong>y</strong></p>")
    #expect(writer.text(.answer("x")) == "<p class=\"answer\">x</p>")
    #expect(writer.text(.list(["a", "b"])) == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")
    #expect(
      writer.text(.listing("a\n b")) == "<pre tabindex=\"0\"><code>a\n b</code></pre>")
    let table = Table(["arm", "n"], [["x", "1"]])
    #expect(
      writer.text(.table(table)) == """
        <div class="scroll" tabindex="0"><table>
        <thead>
        <tr><th scope="col" class="words">arm</th><th scope="col">n</th></tr>
        </thead>
        <tbody>
        <tr><th scope="row" class="words">x</th><td>1</td></tr>
        </tbody>
        </table></div>
        """)
  }

  @Test("A page is well-formed, and no text in any place becomes markup")
  func hostilePage() {
    let text = Self.hostile
    let blocks: [Block] = [
      .heading(1, RichText(text)), .paragraph(.code(text)), .answer(.strong(text)),
      .list([RichText(text)]), .table(Table([RichText(text)], [[RichText(text)]])),
      .listing(text),
      .figure(Figure(name: "none", alternative: text, caption: RichText(text))),
    ]
    let parsed = XMLText(Data(page(blocks).utf8))
    #expect(parsed.error == nil)
    #expect(!parsed.elements.contains("script") && !parsed.elements.contains("b"))
    let shown = text.replacingOccurrences(of: "\u{0}", with: "\u{FFFD}")
    #expect(parsed.texts.filter { $0 == shown }.count == 9)
  }

  @Test("A page declares language, character set, viewport and a policy under which nothing runs")
  func head() {
    let parsed = XMLText(Data(page([.heading(1, "Title")]).utf8))
    for pair in [
      ["lang", "en"], ["charset", "utf-8"], ["name", "viewport"],
      ["content", "width=device-width, initial-scale=1"],
    ] {
      #expect(parsed.attributes.contains(pair), "\(pair)")
    }
    #expect(parsed.attributes.contains { $0[1].hasPrefix("default-src 'none'") })
    #expect(parsed.texts.first == "Title")
    #expect(!parsed.attributes.contains { $0[0] == "src" || $0[0] == "href" })
  }

  @Test("Identifiers of pictures in one page are all different, and what they refer to is there")
  func identifiers() throws {
    let svg = Data(
      """
      <?xml version="1.0"?>
      <svg width="9" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
      <title>t</title><desc>Produced by</desc><g id="canvas"><path id='p' d=''/>
      <use xlink:href='#p'/><rect fill = 'url(#p)'/><text> id='p' > href='#p'</text></g></svg>
      """.utf8)
    let pictures = ["one", "two"].map { name in
      DrawnPicture(
        figure: Figure(name: name, alternative: "Alt \(name)", caption: "Caption"), svg: svg,
        png: Data())
    }
    let parsed = XMLText(Data(page(pictures.map { .figure($0.figure) }, pictures).utf8))
    #expect(parsed.error == nil)
    let names = parsed.attributes.filter { $0[0] == "id" }.map { $0[1] }
    #expect(
      names == ["one", "one-canvas", "one-p", "two", "two-canvas", "two-p"])
    #expect(
      parsed.attributes.filter { $0[0] == "xlink:href" }.map { $0[1] } == ["#one-p", "#two-p"])
    #expect(
      parsed.attributes.filter { $0[0] == "fill" }.map { $0[1] } == ["url(#one-p)", "url(#two-p)"])
    #expect(parsed.texts.filter { $0 == " id='p' > href='#p'" }.count == 2)
    #expect(parsed.attributes.contains(["aria-label", "Alt two"]))
    #expect(!parsed.texts.contains("Produced by"))
  }
}

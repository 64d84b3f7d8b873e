import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a parser of XML finds in a file.
final class XMLText: NSObject, XMLParserDelegate {
  /// The names of all elements, in order.
  private(set) var elements: [String] = []
  /// Names and values of all attributes.
  private(set) var attributes: [[String]] = []
  /// The text between two tags, white space alone left out.
  private(set) var texts: [String] = []
  /// Why it is no XML; nil where it is.
  private(set) var error: String?
  private var text = ""

  init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    if !parser.parse() {
      let reason = parser.parserError.map { "\($0)" } ?? "refused"
      error = "\(parser.lineNumber):\(parser.columnNumber): \(reason)"
    }
  }

  private func flush() {
    if !text.allSatisfy(\.isWhitespace) { texts.append(text) }
    text = ""
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes attributeDict: [String: String]
  ) {
    flush()
    elements.append(elementName)
    attributes += attributeDict.map { [$0.key, $0.value] }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    flush()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

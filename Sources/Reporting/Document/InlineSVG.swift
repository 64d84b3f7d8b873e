import Foundation

/// A picture as a part of a page: gnuplot calls things by the same names in every picture, and the page
/// says itself what the picture shows.
struct InlineSVG {
  let text: String

  /// The picture, without what only a file of its own needs.
  ///
  /// - Parameters:
  ///   - data: gnuplot's file.
  ///   - name: goes before every identifier.
  ///   - alternative: what the picture shows.
  init(_ data: Data, name: String, alternative: String) {
    let file = String(decoding: data, as: UTF8.self)
    // Outside tags is text from protocols, in which a "<" is escaped.
    var pieces = file.split(separator: "<", omittingEmptySubsequences: true)[...]
    pieces = pieces.drop { !$0.hasPrefix("svg") }
    var result = ""
    var isHidden = false
    for piece in pieces {
      let isOwn = piece.hasPrefix("title>") || piece.hasPrefix("desc>")
      let ends = piece.hasPrefix("/title>") || piece.hasPrefix("/desc>")
      if isOwn { isHidden = true }
      if !isHidden { result += "<" + Self.renamed(piece, name) }
      if ends { isHidden = false }
    }
    let label = HTML.escaped(alternative)
    text = "<svg role=\"img\" aria-label=\"\(label)\"" + result.dropFirst(4)
  }

  /// A tag and what follows it, with the tag's identifiers made the picture's own.
  private static func renamed(_ piece: Substring, _ name: String) -> String {
    let end = piece.firstIndex(of: ">") ?? piece.endIndex
    var tag = String(piece[..<end])
    for start in [" id='", " id=\"", "href='#", "href=\"#", "url(#"] {
      tag = tag.replacingOccurrences(of: start, with: "\(start)\(name)-")
    }
    return tag + piece[end...].prefix(1)
      + piece[end...].dropFirst().replacingOccurrences(of: ">", with: "&gt;")
  }
}

import Foundation

/// The part of a file between two comments, which results are written into.
struct MarkdownSection {
  static let begin = "<!-- make bench-statistics: begin -->"
  static let end = "<!-- make bench-statistics: end -->"

  /// A file that cannot be written into.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let path: String
  private let head: String
  private let tail: String

  /// Looks for the comments, before anything is computed.
  init(path: String) throws {
    guard let content = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure(description: "\(path): cannot be read; give a text file")
    }
    let parts = content.components(separatedBy: Self.begin)
    let rest = parts.count == 2 ? parts[1].components(separatedBy: Self.end) : []
    guard rest.count == 2 else {
      throw Failure(
        description: "\(path): needs the lines '\(Self.begin)' and '\(Self.end)' once each, "
          + "in this order")
    }
    (self.path, head, tail) = (path, parts[0], rest[1])
  }

  /// Puts a text between the comments.
  func write(_ text: String) throws {
    try "\(head)\(Self.begin)\n\n\(text)\n\n\(Self.end)\(tail)".write(
      toFile: path, atomically: true, encoding: .utf8)
  }
}

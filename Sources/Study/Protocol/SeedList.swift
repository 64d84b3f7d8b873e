import Foundation

/// A list of seeds: one integer a line, `#` begins a comment.
public enum SeedList {
  /// The most bytes of a seed file: more seeds than anybody can use.
  static let mostBytes = 1 << 26

  /// A line that is wrong.
  public struct Finding: Equatable, Sendable {
    /// Where.
    public let position: TextPosition
    /// What is wrong.
    public let fault: SeedFault
  }

  /// Reads the seeds of a text.
  ///
  /// - Parameter text: the lines of a seed file; either kind of line end.
  /// - Returns: the seeds in order, and everything that is wrong.
  public static func parse(_ text: String) -> (seeds: [UInt64], findings: [Finding]) {
    var seeds: [UInt64] = []
    var findings: [Finding] = []
    var lines: [UInt64: Int] = [:]
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (row, line) in rows.enumerated() {
      let content = line.prefix { $0 != "#" }
      let word = content.trimmingCharacters(in: .whitespaces)
      guard !word.isEmpty else { continue }
      let indent = content.prefix(while: \.isWhitespace).unicodeScalars.count
      let position = TextPosition(line: row + 1, column: indent + 1)
      let isPlain = word.utf8.allSatisfy { (0x30...0x39).contains($0) }
      guard isPlain, let seed = UInt64(word) else {
        findings.append(Finding(position: position, fault: .notSeed(word)))
        continue
      }
      if let first = lines[seed] {
        findings.append(Finding(position: position, fault: .duplicate(seed, firstLine: first)))
        continue
      }
      lines[seed] = row + 1
      seeds.append(seed)
    }
    if seeds.isEmpty, findings.isEmpty {
      findings.append(Finding(position: TextPosition(line: 1, column: 1), fault: .empty))
    }
    return (seeds, findings)
  }

  /// Reads a seed file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isNamedByFile: whether a protocol names it, which may not make the program wait for a pipe.
  /// - Returns: the seeds in order, and everything that is wrong, with the file as its place.
  /// - Throws: `BoundedFile.Failure` where the file cannot be read.
  static func read(
    _ path: String, isNamedByFile: Bool = false
  ) throws(BoundedFile.Failure) -> (seeds: [UInt64], problems: [ProtocolProblem]) {
    let data = try BoundedFile.read(path, limit: mostBytes, mayWait: !isNamedByFile)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw BoundedFile.Failure(reason: "not UTF-8")
    }
    let (seeds, findings) = parse(text)
    let problems = findings.map {
      ProtocolProblem(place: .file(path, $0.position), path: .root, fault: .seeds($0.fault))
    }
    return (seeds, problems)
  }
}

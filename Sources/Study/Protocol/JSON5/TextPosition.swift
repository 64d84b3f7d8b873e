/// A place in a text: line and column, both counted from 1; columns count Unicode scalars.
public struct TextPosition: Equatable, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The line, from 1; lines end at LF, CR LF or a lone CR.
  public let line: Int
  /// The column, from 1, in Unicode scalars (a tab counts as one).
  public let column: Int

  /// A place in a text.
  ///
  /// - Parameters:
  ///   - line: the line, from 1.
  ///   - column: the column, from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// `line:column`.
  public var description: String { "\(line):\(column)" }

  /// Orders by line, then column.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// Turns byte offsets of a UTF-8 text into lines and columns.
struct LineTable: Sendable {
  let bytes: [UInt8]
  let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let isLoneReturn =
        byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
      if byte == 0x0A || isLoneReturn { starts.append(offset + 1) }
    }
    self.starts = starts
  }

  /// The position of a byte; offsets past the end give the end of the text. O(log lines + column).
  func position(of offset: Int) -> TextPosition {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let scalars = bytes[starts[low]..<offset].count { $0 & 0xC0 != 0x80 }
    return TextPosition(line: low + 1, column: scalars + 1)
  }
}

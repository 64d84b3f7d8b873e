public import Images

/// The first images of every class as lines of text, one class a band.
public struct TerminalSheet: Sendable, Equatable {
  /// The lines, without line ends.
  public let lines: [String]

  /// Lays out a sheet at half the images' size: a character is two pixels wide and four high.
  ///
  /// - Parameters:
  ///   - set: the images.
  ///   - width: the terminal's width in characters; at least one image a band is shown.
  ///   - colour: whether to write half blocks in greys of the 256-colour palette; otherwise shades
  ///     of plain characters (for `NO_COLOR`, pipes and files).
  public init(of set: ImageSet, width: Int = 80, colour: Bool) {
    let cell = (set.columns + 1) / 2
    let columns = max(1, (width - 3) / (cell + 1))
    lines = set.firstOfEachClass(columns).enumerated().flatMap { label, chosen in
      let bands = chosen.map { Self.thumbnail(set, $0, colour: colour) }
      return (0..<(set.rows + 3) / 4).map { row in
        let margin = row == 0 ? "\(label)" : ""
        let padding = String(repeating: " ", count: max(0, 3 - margin.count))
        return margin + padding + bands.map { $0[row] }.joined(separator: " ")
      }
    }
  }

  /// One image as lines of text.
  private static func thumbnail(_ set: ImageSet, _ index: Int, colour: Bool) -> [String] {
    let image = set.image(index)
    return stride(from: 0, to: set.rows, by: 4).map { row in
      let characters = stride(from: 0, to: set.columns, by: 2).map { column in
        let upper = mean(image, set, row, column)
        let lower = mean(image, set, row + 2, column)
        return colour ? halfBlock(upper, lower) : shade((upper + lower + 1) / 2)
      }
      return characters.joined() + (colour ? "\u{1B}[0m" : "")
    }
  }

  /// The mean of a square of 2 × 2 pixels; beyond the edge there is black.
  private static func mean(
    _ image: ArraySlice<UInt8>, _ set: ImageSet, _ row: Int, _ column: Int
  ) -> Int {
    var sum = 0
    for y in row..<min(row + 2, set.rows) {
      for x in column..<min(column + 2, set.columns) {
        sum += Int(image[image.startIndex + (y * set.columns + x) * set.channels])
      }
    }
    return (sum + 2) / 4
  }

  private static func shade(_ grey: Int) -> String {
    [" ", "░", "▒", "▓", "█"][min(grey * 5 / 200, 4)]
  }

  private static func halfBlock(_ upper: Int, _ lower: Int) -> String {
    "\u{1B}[38;5;\(palette(upper));48;5;\(palette(lower))m▀"
  }

  /// The nearest of the 24 greys of the palette, or black.
  private static func palette(_ grey: Int) -> Int {
    grey < 4 ? 16 : 232 + min(grey * 24 / 256, 23)
  }
}

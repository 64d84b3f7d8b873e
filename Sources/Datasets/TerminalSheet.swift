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
  ///   - colour: whether to write half blocks in the greys or colours of the 256-colour palette; otherwise shades
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
        return colour
          ? halfBlock(upper, lower) : shade((brightness(upper) + brightness(lower) + 1) / 2)
      }
      return characters.joined() + (colour ? "\u{1B}[0m" : "")
    }
  }

  /// The mean of a square of 2 × 2 pixels, in grey or in red, green and blue; beyond the edge there is
  /// black. An image of neither 1 nor 3 channels is shown by its first.
  private static func mean(
    _ image: ArraySlice<UInt8>, _ set: ImageSet, _ row: Int, _ column: Int
  ) -> [Int] {
    (0..<(set.channels == 3 ? 3 : 1)).map { channel in
      var sum = 0
      for y in row..<min(row + 2, set.rows) {
        for x in column..<min(column + 2, set.columns) {
          sum += Int(image[image.startIndex + (y * set.columns + x) * set.channels + channel])
        }
      }
      return (sum + 2) / 4
    }
  }

  private static func brightness(_ values: [Int]) -> Int {
    values.reduce(0, +) / values.count
  }

  private static func shade(_ grey: Int) -> String {
    [" ", "░", "▒", "▓", "█"][min(grey * 5 / 200, 4)]
  }

  private static func halfBlock(_ upper: [Int], _ lower: [Int]) -> String {
    "\u{1B}[38;5;\(palette(upper));48;5;\(palette(lower))m▀"
  }

  /// The nearest of the palette's 24 greys or black, or the colour of its cube of 6 × 6 × 6.
  private static func palette(_ values: [Int]) -> Int {
    guard values.count == 3 else {
      return values[0] < 4 ? 16 : 232 + min(values[0] * 24 / 256, 23)
    }
    return values.reduce(0) { $0 * 6 + min($1 * 6 / 256, 5) } + 16
  }
}

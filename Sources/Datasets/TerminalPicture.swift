/// An image as lines of text.
public struct TerminalPicture: Sendable, Equatable {
  /// The lines, without line ends.
  public let lines: [String]
  /// What every line takes of the terminal's width, in characters.
  public let width: Int

  /// An image of some bytes; one of neither 1 nor 3 channels is shown by its first.
  ///
  /// - Parameters:
  ///   - pixels: **shape** (rows × columns × channels), row by row.
  ///   - columns: the pixels of a row.
  ///   - channels: the values of a pixel.
  ///   - reduction: a character is so many pixels wide, and twice as many high; at least 1.
  ///   - colour: whether to write half blocks in the greys or colours of the 256-colour palette;
  ///     otherwise shades of plain characters (for `NO_COLOR`, pipes and files).
  public init(
    _ pixels: ArraySlice<UInt8>, columns: Int, channels: Int, reduction: Int = 2, colour: Bool
  ) {
    precondition(reduction > 0 && columns > 0 && channels > 0, "an image has pixels")
    let image = Reduced(pixels: pixels, columns: columns, channels: channels, size: reduction)
    width = (columns + reduction - 1) / reduction
    lines = stride(from: 0, to: image.rows, by: 2 * reduction).map { row in
      let characters = stride(from: 0, to: columns, by: reduction).map { column in
        let upper = image.mean(row, column)
        let lower = image.mean(row + reduction, column)
        return colour
          ? Self.halfBlock(upper, lower)
          : Self.shade((Self.brightness(upper) + Self.brightness(lower) + 1) / 2)
      }
      return characters.joined() + (colour ? "\u{1B}[0m" : "")
    }
  }
}

extension TerminalPicture {
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

/// An image of which squares of pixels are seen as one.
private struct Reduced {
  let pixels: ArraySlice<UInt8>
  let columns: Int
  let channels: Int
  let size: Int

  var rows: Int { pixels.count / (columns * channels) }

  /// The mean of a square, in grey or in red, green and blue; beyond the edge there is black.
  func mean(_ row: Int, _ column: Int) -> [Int] {
    (0..<(channels == 3 ? 3 : 1)).map { channel in
      var sum = 0
      for y in row..<max(row, min(row + size, rows)) {
        for x in column..<min(column + size, columns) {
          sum += Int(pixels[pixels.startIndex + (y * columns + x) * channels + channel])
        }
      }
      return (sum + size * size / 2) / (size * size)
    }
  }
}

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
    TerminalPicture(
      set.image(index), columns: set.columns, channels: set.channels, colour: colour
    ).lines
  }
}

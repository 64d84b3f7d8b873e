import Datasets
import Network

extension PretextSheet {
  /// The sheet as lines of text for a terminal.
  ///
  /// - Parameters:
  ///   - width: the terminal's width in characters; at least one example is beside another.
  ///   - colour: whether the terminal shows colours; otherwise there are plain characters.
  /// - Returns: lines without line ends.
  public func lines(width: Int = 80, colour: Bool) -> [String] {
    let cells = examples.map { TextBlock($0, gridColumns: gridColumns, colour: colour) }
    let cellWidth = (cells.map(\.width).max() ?? 1) + 2
    var text: [String] = []
    for line in lines(fitting: max(1, (width + 2) / cellWidth)) {
      if !text.isEmpty { text.append("") }
      let blocks = cells[line].map { $0.widened(to: cellWidth - 2) }
      text += TextBlock.beside(blocks, gap: 2).lines.map(Self.trimmed)
    }
    return text
  }

  /// Without spaces at the end; what ends a colour stays.
  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

/// Lines that take the same width.
private struct TextBlock {
  let lines: [String]
  let width: Int

  init(lines: [String], width: Int) {
    self.lines = lines
    self.width = width
  }

  /// A line of plain text.
  init(_ text: String) {
    self.init(lines: [text], width: text.count)
  }

  /// An image at half its size, a small one at its own.
  init(_ image: SheetImage, colour: Bool) {
    let picture = TerminalPicture(
      image.pixels[...], columns: image.shape.columns, channels: image.shape.channels,
      reduction: image.shape.columns < 20 ? 1 : 2, colour: colour)
    self.init(lines: picture.lines, width: picture.width)
  }

  /// An example: its images under their titles, the classes below.
  init(_ example: PretextSheet.Example, gridColumns: Int, colour: Bool) {
    let images = example.inputs.map { TextBlock($0, colour: colour) }
    let rows = stride(from: 0, to: images.count, by: gridColumns).map {
      TextBlock.beside(Array(images[$0..<min($0 + gridColumns, images.count)]), gap: 1)
    }
    var block = TextBlock.stacked(rows, gap: rows.count > 1 ? 1 : 0)
    if !example.pictures.isEmpty {
      let parts =
        [("input", block)]
        + example.pictures.map { ($0.title, TextBlock($0.image, colour: colour)) }
      block = TextBlock.beside(
        parts.map { TextBlock.stacked([TextBlock($0.0), $0.1], gap: 0) }, gap: 1)
    }
    self = TextBlock.stacked([block] + example.words.map { TextBlock($0.text) }, gap: 0)
  }

  func widened(to width: Int) -> TextBlock {
    let padding = String(repeating: " ", count: max(0, width - self.width))
    return TextBlock(lines: lines.map { $0 + padding }, width: max(width, self.width))
  }

  static func stacked(_ blocks: [TextBlock], gap: Int) -> TextBlock {
    let width = blocks.map(\.width).max() ?? 0
    let wide = blocks.map { $0.widened(to: width).lines }
    let blank = [String](repeating: String(repeating: " ", count: width), count: gap)
    return TextBlock(lines: Array(wide.joined(separator: blank)), width: width)
  }

  static func beside(_ blocks: [TextBlock], gap: Int) -> TextBlock {
    let height = blocks.map(\.lines.count).max() ?? 0
    let space = String(repeating: " ", count: gap)
    let lines = (0..<height).map { row in
      blocks.map { block in
        row < block.lines.count ? block.lines[row] : String(repeating: " ", count: block.width)
      }.joined(separator: space)
    }
    return TextBlock(
      lines: lines, width: blocks.map(\.width).reduce(0, +) + gap * max(0, blocks.count - 1))
  }
}

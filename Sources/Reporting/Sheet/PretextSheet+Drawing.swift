import Network

extension PretextSheet {
  /// Where things are in a drawing, in pixels.
  private struct Measures {
    let width = 720
    let margin = 12.0
    /// The side of an input, and that of a target.
    let tile: Double
    let picture = 88.0
    let gap = 5.0
    let rows: Int
    let columns: Int
    /// The height and the width of an example, with what is over and under it.
    let cellHeight: Double
    let cellWidth: Double
    let lines: [Range<Int>]
    let titleHeight: Double

    init(_ sheet: PretextSheet) {
      let first = sheet.examples.first
      let count = first?.inputs.count ?? 1
      columns = sheet.gridColumns
      rows = (count + columns - 1) / columns
      tile = rows > 1 ? (88 - Double(rows - 1) * gap) / Double(rows) : count > 1 ? 64 : 88
      let inputs = Double(columns) * tile + Double(columns - 1) * gap
      let pictures = first?.pictures.count ?? 0
      let longest = sheet.examples.flatMap { $0.words.map(\.text.count) }.max() ?? 0
      titleHeight = pictures > 0 ? 18 : 0
      let body = inputs + Double(pictures) * (picture + gap)
      cellWidth = max(body, min(200, Double(longest) * 6.6))
      let height = max(Double(rows) * tile + Double(rows - 1) * gap, pictures > 0 ? picture : 0)
      let words = first?.words.count ?? 0
      cellHeight = titleHeight + height + Double(words) * 15 + (words > 0 ? 4 : 0)
      let room = Double(width) - 2 * margin
      lines = sheet.lines(fitting: max(1, Int((room + 18) / (cellWidth + 18))))
    }
  }

  /// The drawing.
  var canvas: Canvas {
    let it = Measures(self)
    let widest = it.lines.map(\.count).max() ?? 1
    let width = 2 * it.margin + Double(widest) * (it.cellWidth + 18) - 18
    let height = 2 * it.margin + Double(it.lines.count) * (it.cellHeight + 16) - 16
    var canvas = Canvas(width: max(240, Int(width.rounded(.up))), height: Int(height.rounded(.up)))
    for (line, row) in it.lines.enumerated() {
      for (column, index) in row.enumerated() {
        draw(
          examples[index], it, it.margin + Double(column) * (it.cellWidth + 18),
          it.margin + Double(line) * (it.cellHeight + 16), on: &canvas)
      }
    }
    return canvas
  }

  private func draw(
    _ example: Example, _ it: Measures, _ x: Double, _ y: Double, on canvas: inout Canvas
  ) {
    let top = y + it.titleHeight
    if it.titleHeight > 0 { canvas.write("input", x, y + 8, size: 11) }
    for (index, image) in example.inputs.enumerated() {
      let (row, column) = (index / it.columns, index % it.columns)
      draw(
        image, x + Double(column) * (it.tile + it.gap), top + Double(row) * (it.tile + it.gap),
        it.tile, on: &canvas)
    }
    var left = x + Double(it.columns) * (it.tile + it.gap)
    for (title, image) in example.pictures {
      canvas.write(title, left, y + 8, size: 11)
      draw(image, left, top, it.picture, on: &canvas)
      left += it.picture + it.gap
    }
    let bottom = y + it.cellHeight - Double(example.words.count) * 15
    for (line, word) in example.words.enumerated() {
      let color = word.isRight.map { $0 ? "#00724f" : "#b34700" } ?? "#000000"
      canvas.write(
        word.text, x, bottom + 8 + Double(line) * 15, size: 11, color: color,
        limit: max(8, Int(it.cellWidth / 6.2)))
    }
  }

  /// An image in a square, its longer side as long as that.
  private func draw(
    _ image: SheetImage, _ x: Double, _ y: Double, _ size: Double, on canvas: inout Canvas
  ) {
    let (rows, columns) = (Double(image.shape.rows), Double(image.shape.columns))
    canvas.image(
      image.pixels, columns: image.shape.columns, channels: image.shape.channels, x, y,
      size: size * min(1, columns / max(rows, 1)))
  }
}

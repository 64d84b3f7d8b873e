import Network
import Random

extension SceneLayout {
  /// A place on the canvas for something of a size.
  func place(
    rows: Int, columns: Int, _ draws: inout RandomStream
  ) -> (row: Int, column: Int) {
    let row = draws.integer(below: canvas - rows + 1)
    return (row, draws.integer(below: canvas - columns + 1))
  }

  /// Lays clutter on a canvas: pieces of other images than one, if there are any.
  func strew(
    _ canvas: inout ByteImage, without number: Int, from images: TaskImages,
    _ draws: inout RandomStream
  ) {
    guard images.total > 1 else { return }
    for _ in 0..<clutter {
      let drawn = draws.integer(below: images.total - 1)
      let row = draws.integer(below: images.shape.rows - pieceSize + 1)
      let column = draws.integer(below: images.shape.columns - pieceSize + 1)
      let piece = images.piece(
        of: drawn < number ? drawn : drawn + 1, rows: row..<row + pieceSize,
        columns: column..<column + pieceSize
      ).cleaned(floor: floor)
      canvas.lighten(with: piece, at: place(rows: pieceSize, columns: pieceSize, &draws))
    }
  }

  /// A canvas with a digit at a place, and clutter.
  func canvas(
    with digit: ByteImage, at place: (row: Int, column: Int), number: Int, from images: TaskImages,
    _ draws: inout RandomStream
  ) -> ByteImage {
    var picture = ByteImage(rows: canvas, columns: canvas)
    strew(&picture, without: number, from: images, &draws)
    picture.lighten(with: digit, at: place)
    return picture
  }
}

extension SegmentationTask {
  /// Puts an image on a canvas: first the place is drawn, then piece after piece, so that more clutter
  /// moves no digit.
  func scene(of number: Int, in images: TaskImages, _ draws: inout RandomStream) -> Scene {
    let digit = images.image(number).cleaned(floor: layout.floor)
    let place = layout.place(rows: digit.rows, columns: digit.columns, &draws)
    let picture = layout.canvas(with: digit, at: place, number: number, from: images, &draws)
    var mask = ByteImage(rows: layout.canvas, columns: layout.canvas)
    mask.lighten(
      with: ByteImage(rows: digit.rows, columns: digit.columns, bytes: digit.ink), at: place)
    return Scene(picture: picture, mask: mask.bytes)
  }
}

extension DetectionTask {
  /// Puts a scaled image on a canvas: first size and place are drawn, then piece after piece.
  func scene(of number: Int, in images: TaskImages, _ draws: inout RandomStream) -> Scene {
    let factor = Double(draws.uniform(Float(smallest), Float(largest)))
    let original = images.image(number).cleaned(floor: layout.floor)
    let digit = original.scaled(
      rows: min(Self.scaled(original.rows, by: factor), layout.canvas),
      columns: min(Self.scaled(original.columns, by: factor), layout.canvas))
    let place = layout.place(rows: digit.rows, columns: digit.columns, &draws)
    let picture = layout.canvas(with: digit, at: place, number: number, from: images, &draws)
    let box = digit.inkBox.moved(down: place.row, right: place.column)
    return Scene(picture: picture, values: Box(box, on: layout.canvas).values)
  }
}

/// Pixels from a first to a last row and column, all included.
struct PixelBox: Equatable {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>

  func moved(down: Int, right: Int) -> PixelBox {
    PixelBox(
      rows: rows.lowerBound + down...rows.upperBound + down,
      columns: columns.lowerBound + right...columns.upperBound + right)
  }
}

extension ByteImage {
  /// The smallest box that holds all ink of a grey image; the whole of a black one.
  var inkBox: PixelBox {
    let ink = self.ink
    func isInked(row: Int) -> Bool { (0..<columns).contains { ink[place(row, $0)] == 1 } }
    func isInked(column: Int) -> Bool { (0..<rows).contains { ink[place($0, column)] == 1 } }
    guard let top = (0..<rows).first(where: { isInked(row: $0) }),
      let bottom = (0..<rows).last(where: { isInked(row: $0) }),
      let left = (0..<columns).first(where: { isInked(column: $0) }),
      let right = (0..<columns).last(where: { isInked(column: $0) })
    else { return PixelBox(rows: 0...rows - 1, columns: 0...columns - 1) }
    return PixelBox(rows: top...bottom, columns: left...right)
  }
}

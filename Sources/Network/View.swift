/// Where one layer's values lie in a buffer of many images: rows × columns × channels of each image,
/// inside a border of zeros that the next layer's padding asks for.
///
/// A layer writes its output straight into the padded input of the next one, so nothing is copied.
struct View: Equatable, Sendable {
  let shape: Shape
  /// Floats from one pixel to the next; more than the channels where a vector's width is kept free.
  let pixelStride: Int
  let rowStride: Int
  let imageStride: Int
  /// The offset of the first pixel inside the border.
  let origin: Int

  /// The view of a shape with rows and columns of zeros around it.
  init(
    _ shape: Shape, rows: (before: Int, after: Int) = (0, 0),
    columns: (before: Int, after: Int) = (0, 0), pixelStride: Int? = nil
  ) {
    self.shape = shape
    self.pixelStride = pixelStride ?? shape.channels
    rowStride = (columns.before + shape.columns + columns.after) * self.pixelStride
    imageStride = (rows.before + shape.rows + rows.after) * rowStride
    origin = rows.before * rowStride + columns.before * self.pixelStride
  }

  /// The offset of a pixel, counted from the first pixel inside the border; may be negative.
  func offset(image: Int, row: Int, column: Int) -> Int {
    image * imageStride + origin + row * rowStride + column * pixelStride
  }
}

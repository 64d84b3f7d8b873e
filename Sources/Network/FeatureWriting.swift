extension Model {
  /// Computes the model's outputs for one example, on the calling thread, and writes them where another
  /// model reads them: image after image, where they are not joined.
  ///
  /// - Parameters:
  ///   - source: examples of the model's input shape, of as many images as the model's.
  ///   - index: 0 ..< the source's count.
  ///   - target: the first value of the first row; outputs an example × rows × columns × channels are
  ///     written, the rows of an image behind those of the image before.
  ///   - rowStride: floats from one row of the target to the next.
  public func writeFeatures<Source: ExampleSource>(
    of source: Source, at index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    precondition(source.shape == architecture.input, "examples of the model's input shape")
    precondition(
      source.branches == architecture.branches, "as many images an example as the model's")
    let (from, to, branches) = (workspace.inputView, workspace.outputView, architecture.branches)
    for branch in 0..<branches {
      source.write(
        index * branches + branch,
        to: workspace.values[0].pointer + from.offset(image: branch, row: 0, column: 0),
        rowStride: from.rowStride)
    }
    workspace.forward(1)
    let output = workspace.values[workspace.stages.count].pointer
    for image in 0..<architecture.outputsPerExample {
      for row in 0..<to.shape.rows {
        (target + (image * to.shape.rows + row) * rowStride).update(
          from: output + to.offset(image: image, row: row, column: 0),
          count: to.shape.columns * to.shape.channels)
      }
    }
  }
}

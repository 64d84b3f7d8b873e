extension Model {
  /// Computes the model's outputs for one example, on the calling thread, and writes them where another model reads them.
  ///
  /// - Parameters:
  ///   - source: examples of the model's input shape.
  ///   - index: 0 ..< the source's count.
  ///   - target: the first value of the first row; the output's rows × columns × channels are written.
  ///   - rowStride: floats from one row of the target to the next.
  public func writeFeatures<Source: ExampleSource>(
    of source: Source, at index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    precondition(source.shape == architecture.input, "examples of the model's input shape")
    precondition(architecture.branches == 1, "one image an example")
    let (from, to) = (workspace.inputView, workspace.outputView)
    source.write(
      index, to: workspace.values[0].pointer + from.offset(image: 0, row: 0, column: 0),
      rowStride: from.rowStride)
    workspace.forward(1)
    let output = workspace.values[workspace.stages.count].pointer
    for row in 0..<to.shape.rows {
      (target + row * rowStride).update(
        from: output + to.offset(image: 0, row: row, column: 0),
        count: to.shape.columns * to.shape.channels)
    }
  }
}

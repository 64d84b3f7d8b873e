/// A ReLU that no affine layer takes along.
struct ReluStage: Sendable {
  let input: View
  let output: View

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>
  ) {
    forEachElement(images) { from, to in
      outputs[to] = values[from] > 0 ? values[from] : 0
    }
  }

  /// Adds to the gradient of the input.
  func backward(
    _ images: Int, _ outputs: UnsafePointer<Float>, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>
  ) {
    forEachElement(images) { from, to in
      if outputs[to] > 0 { valueGradients[from] += outputGradients[to] }
    }
  }

  @inline(__always)
  private func forEachElement(_ images: Int, _ body: (Int, Int) -> Void) {
    for image in 0..<images {
      for row in 0..<input.shape.rows {
        let from = input.offset(image: image, row: row, column: 0)
        let to = output.offset(image: image, row: row, column: 0)
        for element in 0..<(input.shape.columns * input.shape.channels) {
          body(from + element, to + element)
        }
      }
    }
  }
}

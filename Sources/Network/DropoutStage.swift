import Random

/// What a pass over images in training needs to know beside them; inference has none.
struct TrainingPass: BitwiseCopyable {
  /// The streams of dropout, whose indices are update and layer.
  let dropout: RandomStreams
  /// The optimiser step, from 0.
  let update: Int
  /// The place in the batch of the first example.
  let first: Int

  /// The words of a dropout layer in this update.
  func stream(ofLayer layer: Int) -> RandomStream {
    dropout.stream(UInt64(update) << 16 | UInt64(layer))
  }
}

/// Inverted dropout: in training a value is dropped with some probability, and the others are scaled so
/// that the expectation stays; in inference nothing happens.
///
/// Which values are dropped is a function of (seed, purpose, update, layer, place in the batch, place in
/// the image), so shards and threads do not matter.
///
/// Reference: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: A Simple
/// Way to Prevent Neural Networks from Overfitting", JMLR 15 (2014), section 10.
final class DropoutStage: Sendable {
  let input: View
  let output: View
  /// Which of the network's dropout layers, from 0.
  private let layer: Int
  private let rate: Float
  private let imagesPerExample: Int
  /// What every value of the tile was multiplied by.
  private let factors: Buffer<Float>

  /// Lays out a stage.
  ///
  /// - Parameters:
  ///   - rate: the probability of a value to be dropped, in [0, 1).
  ///   - layer: which of the network's dropout layers, from 0.
  ///   - input: a view without a border.
  ///   - output: where the outputs go.
  ///   - tile: images at a time.
  ///   - imagesPerExample: how many images an example has here; each draws its own.
  init(
    rate: Double, layer: Int, input: View, output: View, tile: Int, imagesPerExample: Int = 1
  ) {
    self.imagesPerExample = imagesPerExample
    self.rate = Float(rate)
    self.layer = layer
    self.input = input
    self.output = output
    factors = Buffer(tile * input.shape.count, zero: 1)
  }

  func forward(
    _ images: Int, _ values: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>,
    _ pass: TrainingPass?
  ) {
    if let pass {
      draw(images, pass)
      forEachElement(images) { outputs[$1] = values[$0] * factors.pointer[$0] }
    } else {
      forEachElement(images) { outputs[$1] = values[$0] }
    }
  }

  /// Writes the gradient of the input.
  func backward(
    _ images: Int, _ outputGradients: UnsafePointer<Float>,
    _ valueGradients: UnsafeMutablePointer<Float>
  ) {
    forEachElement(images) { valueGradients[$0] = outputGradients[$1] * factors.pointer[$0] }
  }

  /// Four values take a block of the stream: a value is kept where its word, as a number in [0, 1), is
  /// not below the rate.
  private func draw(_ images: Int, _ pass: TrainingPass) {
    let stream = pass.stream(ofLayer: layer)
    let count = input.shape.count
    let scale = 1 / (1 - rate)
    for image in 0..<images {
      let place = UInt64(pass.first * imagesPerExample + image) << 32
      let target = factors.pointer + image * count
      for first in stride(from: 0, to: count, by: 4) {
        let block = stream.block(at: place + UInt64(first / 4))
        for word in 0..<min(4, count - first) {
          target[first + word] = Float(block[word] >> 8) * 0x1p-24 < rate ? 0 : scale
        }
      }
    }
  }

  @inline(__always)
  private func forEachElement(_ images: Int, _ body: (Int, Int) -> Void) {
    let width = input.shape.columns * input.shape.channels
    for image in 0..<images {
      for row in 0..<input.shape.rows {
        let from = input.offset(image: image, row: row, column: 0)
        let to = output.offset(image: image, row: row, column: 0)
        for element in 0..<width { body(from + element, to + element) }
      }
    }
  }
}

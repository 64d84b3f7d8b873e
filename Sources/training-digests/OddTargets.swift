import Network
import Random

/// Random images with random targets, and labels of which every third is unknown where that is allowed.
struct OddTargets: ExampleSource {
  let count: Int
  let branches: Int
  let shape: Shape
  private let output: Shape
  private let loss: Loss
  private let images: RandomStreams
  private let targets: RandomStreams

  /// Examples for a network and a loss.
  init(_ network: Architecture, _ loss: Loss, seed: UInt64, count: Int) {
    self.count = count
    self.loss = loss
    branches = network.branches
    shape = network.input
    output = network.output
    images = RandomStreams(seed: seed, purpose: "losses/images")
    targets = RandomStreams(seed: seed, purpose: "losses/targets")
  }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    var stream = images.stream(UInt64(image))
    let width = shape.columns * shape.channels
    for row in 0..<shape.rows {
      for column in 0..<width { target[row * rowStride + column] = stream.uniform(-1, 1) }
    }
  }

  func label(_ index: Int) -> Int {
    if case .pseudoLabels = loss, index % 3 == 1 { return -1 }
    return index % (loss.classCount(for: output) ?? 1)
  }

  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    var stream = targets.stream(UInt64(index))
    for place in 0..<loss.targetCount(for: output) {
      values[place] =
        loss == .pixelCrossEntropy
        ? Float(stream.integer(below: output.channels)) : stream.uniform(-1, 1)
      weights[place] = Float(stream.integer(below: 4)) / 2
    }
  }
}

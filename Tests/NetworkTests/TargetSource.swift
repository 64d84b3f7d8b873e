import Network
import Random

/// Examples with targets and several images from lists, for tests.
struct TargetSource: ExampleSource {
  let shape: Shape
  var branches = 1
  /// Of an example, branch after branch.
  var images: [[Float]]
  var labels: [Int]
  /// Values and weights of every example; empty where it has none.
  var targets: [[Float]] = []
  var weights: [[Float]] = []

  var count: Int { images.count / branches }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    for row in 0..<shape.rows {
      for column in 0..<width {
        target[row * rowStride + column] = images[image][row * width + column]
      }
    }
  }

  func label(_ index: Int) -> Int { labels[index] }

  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    guard !targets.isEmpty else { return }
    for (place, value) in targets[index].enumerated() { values[place] = value }
    guard !self.weights.isEmpty else { return }
    for (place, weight) in self.weights[index].enumerated() { weights[place] = weight }
  }
}

extension TargetSource {
  /// Random images, and what a loss compares outputs with: labels in turn, every third one unknown for
  /// pseudo-labels; random targets, and weights some of which are 0.
  static func random(
    _ architecture: Architecture, _ loss: Loss, count: Int, seed: UInt64 = 1
  ) -> TargetSource {
    let images = ListSource.random(
      architecture.input, count: count * architecture.branches, classes: 1, seed: seed)
    var stream = RandomStream(seed: seed, purpose: "targets")
    let output = architecture.output
    let size = loss.targetCount(for: output)
    let classes = loss.classCount(for: output) ?? 1
    var isPseudo = false
    if case .pseudoLabels = loss { isPseudo = true }
    return TargetSource(
      shape: architecture.input, branches: architecture.branches, images: images.images,
      labels: (0..<count).map { isPseudo && $0 % 3 == 1 ? -1 : $0 % classes },
      targets: (0..<count).map { _ in
        (0..<size).map { _ in
          loss == .pixelCrossEntropy
            ? Float(stream.integer(below: output.channels)) : stream.uniform(-1, 1)
        }
      },
      weights: (0..<count).map { _ in
        (0..<size).map { _ in Float(stream.integer(below: 4)) / 2 }
      })
  }
}

import Network
import Random

/// Examples from a list of values, for tests.
struct ListSource: ExampleSource {
  let shape: Shape
  var images: [[Float]]
  var labels: [Int]

  var count: Int { images.count }

  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let width = shape.columns * shape.channels
    for row in 0..<shape.rows {
      for column in 0..<width {
        target[row * rowStride + column] = images[index][row * width + column]
      }
    }
  }

  func label(_ index: Int) -> Int { labels[index] }
}

extension ListSource {
  /// Random values in (−1, 1), labels in turn.
  static func random(_ shape: Shape, count: Int, classes: Int, seed: UInt64 = 1) -> ListSource {
    var stream = RandomStream(seed: seed, purpose: "images")
    return ListSource(
      shape: shape,
      images: (0..<count).map { _ in (0..<shape.count).map { _ in stream.uniform(-1, 1) } },
      labels: (0..<count).map { $0 % classes })
  }

  /// Well separated clouds of points, one a class, shuffled.
  static func clouds(_ shape: Shape, count: Int, classes: Int) -> ListSource {
    var stream = RandomStream(seed: 5, purpose: "clouds")
    var source = ListSource(shape: shape, images: [], labels: [])
    for index in 0..<count {
      let label = index % classes
      source.labels.append(label)
      source.images.append(
        (0..<shape.count).map { stream.uniform(-0.3, 0.3) + ($0 % classes == label ? 1 : 0) })
    }
    return source
  }
}

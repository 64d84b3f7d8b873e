import Network
import Pretext
import Random

/// Tasks over small sets of images whose pixels say where they are.
enum TaskFixture {
  /// Images of whole numbers, wrapped at 256.
  static func images(
    _ pixels: [UInt8], rows: Int, columns: Int, channels: Int = 1, scale: PixelValues = .raw,
    shuffling: RandomStream? = nil, augmenter: Augmenter? = nil, labels: [UInt8] = [],
    classCount: Int = 10
  ) -> PretextImages {
    let shape = Shape(rows: rows, columns: columns, channels: channels)
    return PretextImages(
      pixels: pixels, labels: labels, subject: PretextSubject(shape: shape, classCount: classCount),
      scale: scale, range: 0..<(pixels.count / shape.count), shuffling: shuffling,
      augmenter: augmenter)
  }

  /// Images of random bytes.
  static func noise(
    _ count: Int, side: Int, channels: Int = 1, scale: PixelValues = .unit,
    shuffling: RandomStream? = nil
  ) -> PretextImages {
    var stream = RandomStream(seed: 7, purpose: "noise")
    let pixels = (0..<(count * side * side * channels)).map { _ in
      UInt8(stream.integer(below: 256))
    }
    return images(
      pixels, rows: side, columns: side, channels: channels, scale: scale, shuffling: shuffling,
      labels: (0..<count).map { UInt8($0 % 10) })
  }

  /// A task's settings.
  static func settings(
    _ options: [PretextOption], _ changes: [(String, PretextValue)] = []
  ) throws -> PretextSettings {
    var settings = PretextSettings(options)
    for (name, value) in changes { try settings.set(name, to: value) }
    return settings
  }

  /// A task on some images.
  static func task<Task: PretextTask>(
    _ type: Task.Type, _ changes: [(String, PretextValue)] = [], on images: PretextImages,
    seed: UInt64 = 1
  ) throws -> Task {
    try Task(settings(Task.options, changes), on: images, seed: seed)
  }

  /// The values of one image of an example, read through a target with wider rows, of which nothing
  /// else may be written.
  static func values<Task: ExampleSource>(_ task: Task, _ image: Int) -> [Float] {
    let width = task.shape.columns * task.shape.channels
    let stride = width + 3
    var target = [Float](repeating: -1e9, count: task.shape.rows * stride)
    target.withUnsafeMutableBufferPointer { target in
      guard let start = target.baseAddress else { return }
      task.write(image, to: start, rowStride: stride)
    }
    for row in 0..<task.shape.rows {
      let beside = target[(row * stride + width)..<((row + 1) * stride)]
      precondition(beside.allSatisfy { $0 == -1e9 }, "nothing is written beside the image")
    }
    return (0..<task.shape.rows).flatMap { target[($0 * stride)..<($0 * stride + width)] }
  }

  /// All values of all examples, and their labels.
  static func everything<Task: ExampleSource>(_ task: Task) -> (values: [Float], labels: [Int]) {
    (
      (0..<(task.count * task.branches)).flatMap { values(task, $0) },
      (0..<task.count).map(task.label)
    )
  }
}

import Network
import Pretext
import Random
import Testing

/// Reads what a task writes.
struct TaskReader<Task: PretextTask> {
  var task: Task
  private let outputs: Int

  /// A task on images in memory.
  init(
    _ changes: [(String, PretextValue)] = [], pixels: [UInt8], shape: Shape,
    scale: PixelValues = .raw, range: Range<Int>? = nil, known: Range<Int>? = nil,
    augmenter: Augmenter? = nil, shuffling: RandomStream? = nil, seed: UInt64 = 1
  ) throws {
    var settings = PretextSettings(Task.options)
    for (name, value) in changes { try settings.set(name, to: value) }
    let images = PretextImages(
      pixels: pixels, subject: PretextSubject(shape: shape, classCount: 2), scale: scale,
      range: range ?? 0..<pixels.count / shape.count, known: known, shuffling: shuffling,
      augmenter: augmenter)
    task = try Task(settings, on: images, seed: seed)
    switch try Task.layout(settings, on: images.subject).answer {
    case .image(let shape): outputs = shape.count
    case .pixelClasses(let shape): outputs = shape.rows * shape.columns
    case .classes, .embedding: outputs = 0
    }
  }

  /// What the network sees, read through a target with wider rows than the image has.
  func input(_ index: Int = 0) -> [Float] {
    let width = task.shape.columns * task.shape.channels
    let stride = width + 3
    var target = [Float](repeating: -7, count: task.shape.rows * stride)
    target.withUnsafeMutableBufferPointer { target in
      if let base = target.baseAddress { task.write(index, to: base, rowStride: stride) }
    }
    for row in 0..<task.shape.rows {
      #expect(target[(row * stride + width)..<((row + 1) * stride)].allSatisfy { $0 == -7 })
    }
    return (0..<task.shape.rows).flatMap { target[($0 * stride)..<($0 * stride + width)] }
  }

  /// What the answer is compared with, and how much each value counts.
  func target(_ index: Int = 0) -> (values: [Float], weights: [Float]) {
    var values = [Float](repeating: 0, count: outputs)
    var weights = [Float](repeating: 1, count: outputs)
    values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeMutableBufferPointer { weights in
        guard let values = values.baseAddress, let weights = weights.baseAddress else { return }
        task.writeTarget(index, to: values, weights: weights)
      }
    }
    return (values, weights)
  }

  /// The answer of whoever learned nothing.
  func trivial(_ index: Int = 0) -> [Float] {
    var values = [Float](repeating: 0, count: outputs)
    values.withUnsafeMutableBufferPointer { values in
      if let base = values.baseAddress { task.writeTrivialAnswer(index, to: base) }
    }
    return values
  }

  /// Which values are hidden; nil where none is.
  func hidden(_ index: Int = 0) -> [Bool]? {
    var mask = [UInt8](repeating: 0, count: outputs)
    let hides = mask.withUnsafeMutableBufferPointer { mask in
      mask.baseAddress.map { task.markHidden(index, in: $0) } ?? false
    }
    return hides ? mask.map { $0 == 1 } : nil
  }
}

/// The error of a task's layout.
func layoutError<Task: PretextTask>(
  of _: Task.Type, _ changes: [(String, PretextValue)], on shape: Shape
) throws -> PretextError? {
  var settings = PretextSettings(Task.options)
  for (name, value) in changes { try settings.set(name, to: value) }
  do {
    _ = try Task.layout(settings, on: PretextSubject(shape: shape, classCount: 2))
    return nil
  } catch {
    return error
  }
}

/// Bytes that look random.
func mixedBytes(_ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13 ^ $0) }
}

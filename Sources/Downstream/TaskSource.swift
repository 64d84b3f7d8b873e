public import Network
import Random

/// The examples of a downstream task.
///
/// All scenes are made once, at the beginning, since they stay the same in every epoch: that takes one
/// canvas of bytes an example. A classification shares the bytes of the set.
public struct TaskSource: ExampleSource {
  /// The task.
  public let task: DownstreamTask
  /// The number of classes of the images.
  public let classCount: Int
  /// What the network sees of an example.
  public let shape: Shape
  /// What it must give.
  public let outputs: Shape
  private let pixels: [UInt8]
  private let values: [Float]
  private let masks: [UInt8]
  private let labels: [UInt8]
  /// Where each example's picture, values and mask are: places in the arrays of them.
  private let places: [Int]
  private let table: [Float]

  /// The examples that a task makes of some images.
  ///
  /// - Parameters:
  ///   - task: has no problem with the images.
  ///   - images: which images of which part.
  ///   - seed: of the scenes; the same for all repetitions and arms that are compared.
  public init(_ task: DownstreamTask, _ images: TaskImages, seed: UInt64) {
    precondition(task.problem(with: images.shape) == nil, "images that the task can be made of")
    self.task = task
    classCount = images.classCount
    shape = task.input(of: images.shape)
    outputs = task.outputs(of: images.shape, classCount: images.classCount)
    table = images.scale.table(channels: shape.channels)
    guard let purpose = task.purpose else {
      (pixels, values, masks) = (images.pixels, [], [])
      (labels, places) = (images.labels, images.indices)
      return
    }
    let streams = RandomStreams(seed: seed, purpose: purpose + "/" + images.part)
    var scenes = SceneList()
    for number in images.indices {
      var draws = streams.stream(UInt64(number))
      scenes.append(task.scene(of: number, in: images, &draws))
    }
    (pixels, values, masks) = (scenes.pixels, scenes.values, scenes.masks)
    labels = images.indices.map { images.labels[$0] }
    places = Array(images.indices.indices)
  }

  private init(_ source: TaskSource, places: [Int]) {
    (task, classCount) = (source.task, source.classCount)
    (shape, outputs, table) = (source.shape, source.outputs, source.table)
    (pixels, values, masks) = (source.pixels, source.values, source.masks)
    labels = source.labels
    self.places = places
  }

  /// Some of the examples, whose scenes are shared.
  ///
  /// - Parameter range: places in this source.
  /// - Returns: the examples at these places, in order.
  public func examples(_ range: Range<Int>) -> TaskSource {
    TaskSource(self, places: Array(places[range]))
  }
}

/// Scenes, one after the other.
private struct SceneList {
  var pixels: [UInt8] = []
  var values: [Float] = []
  var masks: [UInt8] = []

  mutating func append(_ scene: Scene) {
    pixels += scene.picture.bytes
    values += scene.values
    masks += scene.mask
  }
}

extension TaskSource {
  /// How many images were picked.
  public var count: Int { places.count }

  /// The class of the image, whatever the task.
  public func label(_ index: Int) -> Int { Int(labels[places[index]]) }

  /// Writes the scaled pixels of a scene.
  public func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let place = places[image]
    pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        guard let pixels = pixels.baseAddress, let table = table.baseAddress else { return }
        writeImage(
          pixels + place * shape.count, shape: shape, placement: Placement(), table: table,
          to: target, rowStride: rowStride)
      }
    }
  }

  /// Writes a property in ± 1, a class a pixel, or a box in fractions of the canvas: centre x, centre y,
  /// width, height.
  public func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    let place = places[index]
    switch task {
    case .classification: break
    case .regression: values[0] = self.values[place]
    case .detection:
      for value in 0..<4 { values[value] = self.values[4 * place + value] }
    case .segmentation(let task):
      let weight = Float(task.inkWeight)
      for pixel in 0..<shape.count {
        let isInk = masks[place * shape.count + pixel] == 1
        values[pixel] = isInk ? 1 : 0
        if isInk { weights[pixel] = weight }
      }
    }
  }

  /// The numbers that an example's outputs are compared with.
  func values(of index: Int) -> [Float] {
    let width = task == .classification ? 0 : values.count / max(labels.count, 1)
    return Array(values[places[index] * width..<(places[index] + 1) * width])
  }

  /// One class a pixel; empty where the task is no segmentation.
  func mask(of index: Int) -> [UInt8] {
    guard !masks.isEmpty else { return [] }
    return Array(masks[places[index] * shape.count..<(places[index] + 1) * shape.count])
  }

  /// What the network sees of an example.
  ///
  /// - Parameter index: 0 ..< count.
  /// - Returns: **shape** (rows × columns × channels) of `shape`, bytes.
  public func picture(at index: Int) -> [UInt8] {
    Array(pixels[places[index] * shape.count..<(places[index] + 1) * shape.count])
  }
}

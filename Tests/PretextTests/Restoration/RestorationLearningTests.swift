import Images
import Network
import Pretext
import Random
import Testing

/// Trains a small encoder with a decoder on a few hundred images, and measures it on others.
@Suite("What restoring tasks teach", .serialized)
struct RestorationLearningTests {
  /// 28 × 28 pixels become 7 × 7 × 32 features, and these 28 × 28 pixels of some channels.
  private static func layers(_ channels: Int) -> [Layer] {
    [
      .convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
      .maxPooling(size: 2, stride: 2),
      .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
      .transposedConvolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
      .transposedConvolution(filters: channels, kernel: 3, stride: 2, padding: .same),
    ]
  }

  private static func source<Task: PretextTask>(
    _: Task.Type, _ changes: [(String, PretextValue)], _ set: BuiltInSet, _ range: Range<Int>,
    known: Range<Int>
  ) throws -> TaskReader<Task> {
    let images = set.images(range.upperBound, of: .training, seed: 5)
    let shape = Shape(rows: images.rows, columns: images.columns, channels: images.channels)
    return try TaskReader(
      changes, pixels: images.pixels, shape: shape, scale: .unit, range: range, known: known)
  }

  /// The trained network's outputs for the images that it has not seen, and the task on these.
  private static func train<Task: PretextTask>(
    _ type: Task.Type, _ changes: [(String, PretextValue)] = [], on set: BuiltInSet,
    loss: Loss = .meanSquaredError, channels: Int, epochs: Int, rate: Float = 1e-2
  ) throws -> (outputs: Features, reader: TaskReader<Task>) {
    let training = try source(type, changes, set, 0..<400, known: 0..<400)
    let held = try source(type, changes, set, 400..<500, known: 0..<400)
    let architecture = try Architecture(
      input: training.task.shape, layers: layers(channels))
    let model = Model(architecture, level: .best, loss: loss)
    model.initialize(
      seed: 1, purposes: (0..<architecture.affineLayerCount).map { "init/pretext/\($0)" })
    var trainer = Trainer(
      model, on: training.task, validation: nil as Task?,
      training: Training(
        optimizer: .adam(learningRate: rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 20, shuffles: true, length: .epochs(epochs)),
      order: RandomStream(seed: 1, purpose: "order/pretext"))
    _ = try trainer.run()
    return (model.features(of: held.task), held)
  }

  /// Roots of the mean squared errors of the network and of whoever learned nothing, over what is hidden
  /// or, where nothing is, over all.
  private static func errors<Task: PretextTask>(
    _ outputs: Features, _ reader: TaskReader<Task>
  ) -> (network: Double, trivial: Double) {
    var (network, trivial, count) = (0.0, 0.0, 0)
    for index in 0..<reader.task.count {
      let (target, other) = (reader.target(index).values, reader.trivial(index))
      let hidden = reader.hidden(index)
      for place in target.indices where hidden?[place] ?? true {
        let output = outputs.values[index * target.count + place]
        network += Double((output - target[place]) * (output - target[place]))
        trivial += Double((other[place] - target[place]) * (other[place] - target[place]))
        count += 1
      }
    }
    return (
      (network / Double(count)).squareRoot(), (trivial / Double(count)).squareRoot()
    )
  }

  private static func report(_ name: String, _ found: (network: Double, trivial: Double)) {
    let rounded = [found.network, found.trivial].map { ($0 * 1000).rounded() / 1000 }
    print("\(name): \(rounded[0]) against \(rounded[1]) of who learned nothing")
  }

  @Test("The decoder for the lecture's encoder leads back to the image's size")
  func decoder() throws {
    let features = Shape(rows: 3, columns: 3, channels: 32)
    let decoder = try Architecture(
      input: features,
      layers: [
        .transposedConvolution(filters: 32, kernel: 3, stride: 2, padding: .valid), .relu,
        .transposedConvolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu,
        .transposedConvolution(filters: 1, kernel: 3, stride: 2, padding: .same),
      ])
    #expect(decoder.outputs.map(\.rows) == [7, 7, 14, 14, 28])
    #expect(decoder.output == Shape(rows: 28, columns: 28, channels: 1))
  }

  @Test("What is hidden is told from what is seen")
  func hidden() throws {
    let inpainting = try Self.train(
      InpaintingTask.self, [("size", .number(0.25))], on: .strokes, channels: 1, epochs: 6)
    let region = Self.errors(inpainting.outputs, inpainting.reader)
    Self.report("inpainting, rmse of the region", region)
    let masked = try Self.train(
      MaskedTask.self, [("fraction", .number(0.5))], on: .strokes, channels: 1, epochs: 6)
    let patches = Self.errors(masked.outputs, masked.reader)
    Self.report("masked, rmse of the patches", patches)
    #expect(region.network < 0.9 * region.trivial)
    #expect(patches.network < 0.9 * patches.trivial)
  }

  @Test("Noise is taken away, and what was averaged is told apart again")
  func restored() throws {
    let noisy = try Self.train(DenoisingTask.self, on: .strokes, channels: 1, epochs: 3)
    let noise = Self.errors(noisy.outputs, noisy.reader)
    Self.report("denoising, rmse", noise)
    let small = try Self.train(
      SuperResolutionTask.self, [("factor", .wholeNumber(4)), ("enlargement", .choice("nearest"))],
      on: .strokes, channels: 1, epochs: 3)
    let sharp = Self.errors(small.outputs, small.reader)
    Self.report("super-resolution, rmse", sharp)
    #expect(noise.network < 0.6 * noise.trivial)
    #expect(sharp.network < 0.9 * sharp.trivial)
  }

  @Test("Colours are told from lightness")
  func colours() throws {
    let values = try Self.train(
      ColorizationTask.self, [("answer", .choice("regression"))], on: .shapes, channels: 2,
      epochs: 6, rate: 3e-3)
    let errors = Self.errors(values.outputs, values.reader)
    Self.report("colorization by regression, rmse", errors)
    let classes = try Self.train(
      ColorizationTask.self, [("bins", .wholeNumber(4))], on: .shapes, loss: .pixelCrossEntropy,
      channels: 16, epochs: 4)
    let right = Self.balancedAccuracy(classes.outputs, classes.reader)
    Self.report("colorization by classes, balanced accuracy", right)
    #expect(errors.network < 0.9 * errors.trivial)
    #expect(right.network > 2 * right.trivial)
  }

  /// Right pixels of every class that occurs, averaged over these classes.
  private static func balancedAccuracy(
    _ outputs: Features, _ reader: TaskReader<ColorizationTask>
  ) -> (network: Double, trivial: Double) {
    let classes = outputs.shape.channels
    var (right, trivial) = (
      [Int](repeating: 0, count: classes), [Int](repeating: 0, count: classes)
    )
    var total = right
    for index in 0..<reader.task.count {
      let (target, other) = (reader.target(index).values, reader.trivial(index))
      for place in target.indices {
        let first = (index * target.count + place) * classes
        var best = 0
        for label in 0..<classes
        where outputs.values[first + label] > outputs.values[first + best] { best = label }
        let wanted = Int(target[place])
        total[wanted] += 1
        if best == wanted { right[wanted] += 1 }
        if Int(other[place]) == wanted { trivial[wanted] += 1 }
      }
    }
    let present = total.indices.filter { total[$0] > 0 }
    func mean(_ hits: [Int]) -> Double {
      let shares = present.map { Double(hits[$0]) / Double(total[$0]) }
      return shares.reduce(0, +) / Double(present.count)
    }
    return (mean(right), mean(trivial))
  }
}

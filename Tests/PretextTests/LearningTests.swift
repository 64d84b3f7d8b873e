import Images
import Network
import Random
import Testing

@testable import Pretext

/// Small networks learn every task that has classes or views from a few hundred drawn digits: on others
/// they are far better than chance.
@Suite("Learning")
struct LearningTests {
  /// The encoder of the lecture, and of protocols/rotnet-mnist.json5.
  private static let encoder: [Layer] = [
    .convolution(filters: 64, kernel: 3, stride: 2, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
  ]

  private static func digits(_ count: Int, of part: Strokes.Part) -> PretextImages {
    let set = Strokes.images(count, of: part, seed: 2026)
    return PretextImages(
      pixels: set.pixels, labels: set.labels,
      subject: PretextSubject(
        shape: Shape(rows: set.rows, columns: set.columns, channels: set.channels),
        classCount: set.classCount),
      scale: .unit, range: 0..<count)
  }

  /// Trains on drawn digits and tests on others, and prints how often the answer is right.
  private static func accuracy<Task: PretextTask>(
    _ type: Task.Type, _ changes: [(String, PretextValue)] = [], trainedOn count: Int, epochs: Int,
    loss: Loss = .crossEntropy, _ head: [Layer]
  ) throws -> Double {
    let training = try TaskFixture.task(type, changes, on: digits(count, of: .training))
    let test = try TaskFixture.task(type, changes, on: digits(200, of: .test))
    let architecture = try Architecture(
      input: training.shape, branches: training.branches, layers: encoder + head)
    let model = Model(architecture, level: .best, tile: 8, loss: loss)
    model.initialize(
      seed: 1, purposes: (0..<architecture.affineLayerCount).map { "init/\($0)" })
    var trainer = Trainer(
      model, on: training, validation: nil as Task?,
      training: Training(
        optimizer: .adam(learningRate: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
        batchSize: 64, shuffles: true, length: .epochs(epochs)),
      order: RandomStream(seed: 1, purpose: "order"))
    _ = try trainer.run()
    let evaluation = model.evaluate(test)
    print("\(Task.name) \(changes): \(evaluation.correct) of \(evaluation.total) are right")
    return evaluation.accuracy
  }

  private static func head(_ classes: Int) -> [Layer] {
    [.join, .dense(units: 128), .relu, .dense(units: classes)]
  }

  @Test("Rotations", arguments: [(2, 0.65), (4, 0.45), (8, 0.3)])
  func rotations(count: Int, least: Double) throws {
    let accuracy = try Self.accuracy(
      RotationSource.self, [("rotations", .wholeNumber(count))], trainedOn: 300, epochs: 4,
      Self.head(count))
    #expect(accuracy > least)
  }

  @Test("Rotations that leave no trace")
  func tilted() throws {
    let accuracy = try Self.accuracy(
      RotationSource.self,
      [("rotations", .wholeNumber(8)), ("tilt", .flag(true)), ("circle", .flag(true))],
      trainedOn: 300, epochs: 4, Self.head(8))
    #expect(accuracy > 0.3)
  }

  @Test("Context")
  func context() throws {
    let accuracy = try Self.accuracy(
      ContextTask.self, trainedOn: 300, epochs: 6, Self.head(8))
    #expect(accuracy > 0.25)
  }

  @Test("Jigsaw")
  func jigsaw() throws {
    let accuracy = try Self.accuracy(
      JigsawTask.self, [("permutations", .wholeNumber(10))], trainedOn: 200, epochs: 4,
      Self.head(10))
    #expect(accuracy > 0.3)
  }

  /// Chance is to pick one of the 255 other views of a group.
  @Test("Views of the same image")
  func views() throws {
    let accuracy = try Self.accuracy(
      SimCLRTask.self, trainedOn: 300, epochs: 5, loss: .contrastive(temperature: 0.5),
      [.flatten, .dense(units: 64), .relu, .dense(units: 32)])
    #expect(accuracy > 0.1)
  }

  @Test("Labels")
  func labels() throws {
    let accuracy = try Self.accuracy(
      SupervisedTask.self, trainedOn: 300, epochs: 8, Self.head(10))
    #expect(accuracy > 0.4)
  }

  @Test("The worked example of CONTRIBUTING.md")
  func mirror() throws {
    let accuracy = try Self.accuracy(
      MirrorTask.self, trainedOn: 300, epochs: 6, Self.head(2))
    #expect(accuracy > 0.65)
  }
}

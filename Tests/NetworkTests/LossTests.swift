import Foundation
import Random
import Testing

@testable import Network

@Suite("Losses")
struct LossTests {
  private func flat(_ count: Int) -> Shape { Shape(rows: 1, columns: 1, channels: count) }

  /// A network whose outputs are its inputs.
  private func mirror(_ shape: Shape, _ loss: Loss, branches: Int = 1) throws -> Model {
    Model(
      try Architecture(input: shape, branches: branches, layers: []), level: .best, loss: loss)
  }

  // (1 × 1² + 2 × 2²) / 2 = 4.5; the second: (0 + 1 × 3²) / 2 = 4.5 with weights of 1.
  @Test("The squared error is the mean of what is by hand, and counts nothing")
  func squaredError() throws {
    let model = try mirror(flat(2), .meanSquaredError)
    var source = TargetSource(
      shape: flat(2), images: [[1, 2], [0, 3]], labels: [0, 0], targets: [[0, 0], [0, 0]],
      weights: [[1, 2], [1, 1]])
    let expected = Evaluation(correct: 0, total: 0, loss: 4.5, predictions: [])
    #expect(model.evaluate(source) == expected)
    source.weights = []
    #expect(model.evaluate(source).loss == (2.5 + 4.5) / 2)
    source.targets = []
    #expect(model.evaluate(source).loss == (2.5 + 4.5) / 2, "no target is zeros")
  }

  // Two pixels of two channels: equal logits, so ln 2, and 0 and ln 3, so ln (4/3) for the second class.
  @Test("Pixels are counted where their weight is above 0; of equal channels the first is taken")
  func pixels() throws {
    let shape = Shape(rows: 1, columns: 2, channels: 2)
    let model = try mirror(shape, .pixelCrossEntropy)
    let image: [Float] = [7, 7, 0, Float(log(3.0))]
    var source = TargetSource(
      shape: shape, images: [image], labels: [0], targets: [[0, 1]], weights: [[1, 1]])
    let both = model.evaluate(source)
    #expect(abs(both.loss - (log(2.0) + log(4.0 / 3)) / 2) < 1e-6)
    #expect((both.correct, both.total) == (2, 2))
    #expect(both.predictions.isEmpty)
    source.targets = [[1, 99]]
    source.weights = [[1, 0]]
    let one = model.evaluate(source)
    #expect(abs(one.loss - log(2.0) / 2) < 1e-6)
    #expect((one.correct, one.total) == (0, 1))
  }

  // Three classes, the first of the logits 0, 0, 0 is predicted: ln 3. Box: (1² + 0 + 2² + 0) / 4 = 1.25.
  @Test("A class and a box are counted by their class")
  func classAndBox() throws {
    let model = try mirror(flat(7), .classAndBox(boxWeight: 2))
    let source = TargetSource(
      shape: flat(7), images: [[0, 0, 0, 1, 2, 3, 4], [0, 0, 0, 1, 2, 3, 4]], labels: [0, 2],
      targets: [[0, 2, 1, 4], [0, 2, 1, 4]])
    let found = model.evaluate(source)
    #expect(abs(found.loss - (log(3.0) + 2 * 1.25)) < 1e-6)
    #expect((found.correct, found.total) == (1, 2))
    #expect(found.predictions == [0, 0])
  }

  // Logits 0 and ln 3: 1/4 and 3/4.
  @Test("An example of no known class has its own, and is neither right nor wrong")
  func pseudoLabels() throws {
    let row: [Float] = [0, Float(log(3.0))]
    let source = TargetSource(
      shape: flat(2), images: [row, row, row], labels: [0, -1, 1],
      targets: [[], [], []], weights: [[], [], []])
    let sure = try mirror(flat(2), .pseudoLabels(threshold: 0.7, weight: 3, rampUp: 9))
      .evaluate(source)
    #expect(abs(sure.loss - (log(4.0) + 4 * log(4.0 / 3)) / 3) < 1e-6)
    #expect((sure.correct, sure.total) == (1, 2))
    #expect(sure.predictions == [1, 1, 1])
    let unsure = try mirror(flat(2), .pseudoLabels(threshold: 0.8, weight: 3, rampUp: 9))
      .evaluate(source)
    #expect(abs(unsure.loss - (log(4.0) + log(4.0 / 3)) / 3) < 1e-6)
    #expect(unsure.predictions == [1, 1, 1])
  }

  /// Weights that do not move: the losses of updates 0 … 5 with a ramp of 4.
  @Test("The weight of pseudo-labels grows with the updates, and then stays")
  func ramp() throws {
    let loss = Loss.pseudoLabels(threshold: 0, weight: 2, rampUp: 4)
    let architecture = try Architecture(input: flat(2), layers: [.dense(units: 2)])
    let model = Model(architecture, level: .best, loss: loss)
    try model.setWeights([1, 0, 0, 1, 0, 0], ofFirst: 1)
    let row: [Float] = [0, Float(log(3.0))]
    let source = TargetSource(shape: flat(2), images: [row], labels: [-1])
    var trainer = Trainer(
      model, on: source, validation: source,
      training: Training(
        optimizer: .sgd(learningRate: 0, momentum: 0), batchSize: 1, shuffles: false,
        length: .updates(6, interval: 1)),
      order: RandomStream(seed: 1, purpose: "order"))
    let measurements = try trainer.run().measurements
    let own = log(4.0 / 3)
    for (measurement, ramp) in zip(measurements, [0, 0.25, 0.5, 0.75, 1, 1]) {
      #expect(abs(measurement.loss - 2 * ramp * own) < 1e-6)
      #expect(abs((measurement.validationLoss ?? 0) - 2 * own) < 1e-6)
      #expect((measurement.correct, measurement.total) == (0, 0))
    }
  }

  @Test("Known labels alone have the bits of cross-entropy")
  func knownLabels() throws {
    let layers: [Layer] = [.flatten, .dense(units: 20), .relu, .dense(units: 5)]
    let architecture = try Architecture(
      input: Shape(rows: 3, columns: 3, channels: 1), layers: layers)
    let source = ListSource.random(architecture.input, count: 40, classes: 5)
    let plain = try Model.random(architecture)
    let pseudo = try Model.random(
      architecture, loss: .pseudoLabels(threshold: 0.9, weight: 1, rampUp: 3))
    #expect(pseudo.evaluate(source) == plain.evaluate(source))
    #expect(
      try pseudo.batchGradient(on: source).bits == plain.batchGradient(on: source).bits)
  }

  @Test("No example gives zeros with every loss", arguments: LossCase.all)
  func noExamples(_ test: LossCase) throws {
    let source = TargetSource(
      shape: test.input, branches: test.branches, images: [], labels: [])
    let nothing = Evaluation(correct: 0, total: 0, loss: 0, predictions: [])
    #expect(try test.model().evaluate(source) == nothing)
  }
}

import Foundation
import Random
import Testing

@testable import Network

/// One call of the kernel of the squared error and what it left behind.
private struct ErrorCall {
  let loss: Double
  let gradient: [Float]
  let isIntact: Bool

  init(
    _ level: CPULevel, _ outputs: [Float], _ targets: [Float], _ weights: [Float],
    scale: Float = 1
  ) {
    // What lies beyond is no number: it must not be looked at.
    let outputs = Cells(outputs, canary: Float.infinity)
    let targets = Cells(targets, canary: Float.infinity)
    let weights = Cells(weights, canary: 3)
    let gradient = Cells([Float](repeating: -9, count: outputs.values.count))
    loss = KernelSet.level(level).squaredError(
      outputs.pointer, targets.pointer, weights.pointer, gradient.values.count, scale,
      gradient.pointer)
    self.gradient = gradient.values
    isIntact =
      gradient.isIntact && outputs.isIntact && targets.isIntact && weights.isIntact
  }
}

@Suite("Squared error kernels")
struct SquaredErrorTests {
  // Differences 2, −1, 3 with weights 1, 4, 0: (4 + 4 + 0) / 3; gradients 2 × weight × difference / 3 / 2.
  @Test("Loss and gradient are those by hand", arguments: CPULevel.available)
  func byHand(level: CPULevel) {
    let call = ErrorCall(level, [3, 0, 5], [1, 1, 2], [1, 4, 0], scale: 0.5)
    #expect(call.loss == 8.0 / 3)
    let third = 2 * Float(0.5) / 3
    #expect(call.gradient == [2 * third, -4 * third, 0])
    #expect(call.isIntact)
  }

  @Test(
    "Loss and gradient equal the formula in double precision, with the same bits at every level",
    arguments: [1, 2, 15, 16, 17, 31, 32, 33, 784])
  func formula(count: Int) {
    var stream = RandomStream(seed: UInt64(count), purpose: "errors")
    let outputs = (0..<count).map { _ in stream.uniform(-2, 2) }
    let targets = (0..<count).map { _ in stream.uniform(-2, 2) }
    let weights = (0..<count).map { $0 % 5 == 3 ? 0 : stream.uniform(0, 2) }
    let first = ErrorCall(.portable, outputs, targets, weights, scale: 0.3)
    var loss = 0.0
    for index in 0..<count {
      let difference = Double(outputs[index]) - Double(targets[index])
      loss += Double(weights[index]) * difference * difference / Double(count)
      let expected = 2 * Double(weights[index]) * difference * 0.3 / Double(count)
      #expect(abs(Double(first.gradient[index]) - expected) < 1e-6 / Double(count))
    }
    #expect(abs(first.loss - loss) < 1e-6)
    #expect(first.isIntact)
    for level in CPULevel.available {
      let call = ErrorCall(level, outputs, targets, weights, scale: 0.3)
      #expect(call.loss.bitPattern == first.loss.bitPattern)
      #expect(call.gradient.bits == first.gradient.bits)
    }
  }

  @Test("An output that is no number shows in the loss", arguments: CPULevel.available)
  func notANumber(level: CPULevel) {
    #expect(ErrorCall(level, [1, .nan], [1, 1], [1, 1]).loss.isNaN)
  }

  /// The class's half has the bits of the kernel that has no box.
  @Test("A class and a box are both, with gradients side by side", arguments: CPULevel.available)
  func classAndBox(level: CPULevel) {
    let kernels = KernelSet.level(level)
    for classes in [1, 3, 13, 16, 29] {
      var stream = RandomStream(seed: UInt64(classes), purpose: "boxes")
      let row = (0..<(classes + 4)).map { _ in stream.uniform(-2, 2) }
      let box: [Float] = [0.5, 0.25, 1, 0]
      let weights: [Float] = [1, 0, 2, 1]
      let label = Int32(classes / 2)
      let alone = LossCall(
        level, rows: [Array(row.prefix(classes))], labels: [label], scale: 0.25)
      let error = ErrorCall(level, Array(row.suffix(4)), box, weights, scale: 0.25 * 3)
      let outputs = Cells(row)
      let targets = Cells(box)
      let weightCells = Cells(weights)
      let labels = Cells([label])
      let gradient = Cells([Float](repeating: -9, count: classes + 4))
      let probabilities = Cells([Float](repeating: -9, count: roundedUp(classes + 4)))
      let prediction = Cells([Int32(-9)])
      let loss = Cells([0.25], canary: 77.0)
      let correct = kernels.classAndBox(
        outputs.pointer, labels.pointer, classes, targets.pointer, weightCells.pointer, 3, 0.25,
        gradient.pointer, probabilities.pointer, prediction.pointer, loss.pointer)
      #expect(correct == alone.correct)
      #expect(prediction.values == alone.predictions)
      #expect(loss.values == [alone.loss + 3 * error.loss])
      #expect(
        gradient.values.bits
          == alone.gradient.prefix(classes).map(\.bitPattern) + error.gradient.bits)
      #expect(gradient.isIntact && probabilities.isIntact && prediction.isIntact && loss.isIntact)
    }
  }
}

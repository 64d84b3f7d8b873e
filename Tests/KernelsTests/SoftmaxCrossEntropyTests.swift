import Foundation
import Random
import Testing

@testable import Network

/// One call of the loss kernel and what it left behind.
struct LossCall {
  var correct = 0
  var loss = 0.0
  var gradient: [Float] = []
  var probabilities: [Float] = []
  var predictions: [Int32] = []
  var isIntact = false

  /// - Parameters:
  ///   - level: the CPU level.
  ///   - rows: one row of logits an image.
  ///   - labels: one class an image.
  ///   - scale: 1 / batch size.
  ///   - wantsMore: whether gradients and predictions are asked for.
  init(
    _ level: CPULevel, rows: [[Float]], labels: [Int32], scale: Float, wantsMore: Bool = true
  ) {
    let classes = rows.first?.count ?? 1
    let padded = roundedUp(classes)
    // Lanes beyond the classes hold what would win, if they were looked at.
    let logits = Cells(
      rows.flatMap { $0 + [Float](repeating: 1e30, count: padded - classes) })
    let classesOf = Cells(labels)
    let gradient = Cells([Float](repeating: -9, count: rows.count * padded))
    let probabilities = Cells([Float](repeating: -9, count: padded))
    let predictions = Cells([Int32](repeating: -9, count: rows.count))
    let loss = Cells([0.25], canary: 77.0)
    correct = KernelSet.level(level).softmaxCrossEntropy(
      logits.pointer, classesOf.pointer, rows.count, classes, padded, scale,
      wantsMore ? gradient.pointer : nil, probabilities.pointer,
      wantsMore ? predictions.pointer : nil, loss.pointer)
    self.loss = loss.values[0]
    self.gradient = gradient.values
    self.probabilities = probabilities.values
    self.predictions = predictions.values
    isIntact =
      logits.isIntact && classesOf.isIntact && gradient.isIntact && probabilities.isIntact
      && predictions.isIntact && loss.isIntact
  }
}

@Suite("Softmax cross-entropy kernel")
struct SoftmaxCrossEntropyTests {
  private func rows(_ count: Int, classes: Int) -> [[Float]] {
    var stream = RandomStream(seed: UInt64(classes), purpose: "logits")
    return (0..<count).map { _ in (0..<classes).map { _ in stream.uniform(-8, 8) } }
  }

  @Test(
    "Loss, predictions and gradients equal the formula in double precision",
    arguments: [1, 2, 4, 10, 15, 16, 17, 33], CPULevel.available)
  func formula(classes: Int, level: CPULevel) {
    let rows = rows(5, classes: classes)
    let labels = (0..<5).map { Int32(($0 * 3) % classes) }
    let call = LossCall(level, rows: rows, labels: labels, scale: 1 / 8)
    var loss = 0.25
    var correct = 0
    for (image, row) in rows.enumerated() {
      let exact = row.map { exp(Double($0)) }
      let sum = exact.reduce(0, +)
      let label = Int(labels[image])
      loss += log(sum) - Double(row[label])
      let winner = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
      correct += winner == label ? 1 : 0
      #expect(call.predictions[image] == Int32(winner))
      for index in 0..<roundedUp(classes) {
        let found = Double(call.gradient[image * roundedUp(classes) + index])
        let target = index == label ? 1.0 : 0
        let expected = index < classes ? (exact[index] / sum - target) / 8 : 0
        #expect(abs(found - expected) < 1e-7)
      }
    }
    #expect(abs(call.loss - loss) < 2e-6)
    #expect(call.correct == correct)
    #expect(call.isIntact)
  }

  @Test(
    "Sum, division and gradient are single steps in ascending order, at every level",
    arguments: [1, 2, 4, 10, 15, 16, 17, 33, 64])
  func steps(classes: Int) {
    let rows = rows(1, classes: classes)
    let label = classes / 2
    let first = LossCall(.portable, rows: rows, labels: [Int32(label)], scale: 0.3)
    var sum: Float = 0
    for index in 0..<classes { sum += first.probabilities[index] }
    let expected = (0..<classes).map { index in
      let probability = first.probabilities[index] / sum
      return (index == label ? probability - 1 : probability) * 0.3
    }
    for level in CPULevel.available {
      let call = LossCall(level, rows: rows, labels: [Int32(label)], scale: 0.3)
      #expect(call.gradient.prefix(classes).map(\.bitPattern) == expected.bits, "\(level)")
      #expect(call.gradient.dropFirst(classes).allSatisfy { $0.bitPattern == 0 }, "\(level)")
      #expect(call.probabilities.prefix(classes) == first.probabilities.prefix(classes))
      #expect(call.loss.bitPattern == first.loss.bitPattern, "\(level)")
    }
  }

  @Test("Without gradients and predictions the loss is the same", arguments: CPULevel.available)
  func lossOnly(level: CPULevel) {
    let rows = rows(4, classes: 10)
    let all = LossCall(level, rows: rows, labels: [1, 2, 3, 4], scale: 1)
    let only = LossCall(level, rows: rows, labels: [1, 2, 3, 4], scale: 1, wantsMore: false)
    #expect(only.loss == all.loss)
    #expect(only.correct == all.correct)
    #expect(only.gradient.allSatisfy { $0 == -9 })
    #expect(only.predictions == [-9, -9, -9, -9])
  }

  @Test("No image adds nothing", arguments: CPULevel.available)
  func noImages(level: CPULevel) {
    let call = LossCall(level, rows: [], labels: [], scale: 1)
    #expect(call.loss == 0.25)
    #expect(call.correct == 0)
  }

  @Test("Of equal logits the first is predicted, and the loss is ln n", arguments: 1..<34)
  func equalLogits(classes: Int) {
    for level in CPULevel.available {
      let row = [Float](repeating: 3.5, count: classes)
      let call = LossCall(level, rows: [row, row], labels: [0, Int32(classes - 1)], scale: 1)
      #expect(call.predictions == [0, 0])
      #expect(call.correct == (classes == 1 ? 2 : 1))
      #expect(abs(call.loss - 0.25 - 2 * log(Double(classes))) < 1e-14)
    }
  }

  @Test("Logits thousands apart give a finite loss and a gradient of 0 or ±1")
  func extremeLogits() {
    for level in CPULevel.available {
      let call = LossCall(level, rows: [[-4000, 5000, 0]], labels: [0], scale: 1)
      #expect(call.loss == 0.25 + 9000)
      #expect(Array(call.gradient.prefix(3)) == [-1, 1, 0])
    }
  }

  @Test("A logit that is no number shows in the loss of its own class")
  func notANumber() {
    for level in CPULevel.available {
      #expect(LossCall(level, rows: [[1, .nan, 2]], labels: [1], scale: 1).loss.isNaN)
      #expect(LossCall(level, rows: [[.nan, 1, 2]], labels: [1], scale: 1).loss.isNaN)
      #expect(!LossCall(level, rows: [[1, .infinity]], labels: [0], scale: 1).loss.isFinite)
    }
  }
}

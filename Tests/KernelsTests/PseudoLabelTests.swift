import Foundation
import Random
import Testing

@testable import Network

@Suite("Pseudo-label kernel")
struct PseudoLabelTests {
  private struct Call {
    let largest: Int
    let loss: Double
    let gradient: [Float]
    let isIntact: Bool

    init(_ level: CPULevel, _ row: [Float], threshold: Float, weight: Float, scale: Float = 1) {
      let logits = Cells(row, canary: 1e30)
      let gradient = Cells([Float](repeating: -9, count: row.count))
      let scratch = Cells([Float](repeating: -9, count: roundedUp(row.count)))
      let loss = Cells([0.0], canary: 77.0)
      largest = KernelSet.level(level).pseudoLabelCrossEntropy(
        logits.pointer, row.count, threshold, weight, scale, gradient.pointer, scratch.pointer,
        loss.pointer)
      self.loss = loss.values[0]
      self.gradient = gradient.values
      isIntact = gradient.isIntact && scratch.isIntact && loss.isIntact && logits.isIntact
    }
  }

  @Test(
    "A sure example has the loss and gradient of its own class, times the weight",
    arguments: [1, 2, 10, 16, 17], CPULevel.available)
  func sure(classes: Int, level: CPULevel) {
    var stream = RandomStream(seed: UInt64(classes), purpose: "logits")
    let row = (0..<classes).map { _ in stream.uniform(-3, 3) }
    let winner = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
    let call = Call(level, row, threshold: 0, weight: 0.5, scale: 0.25)
    let known = LossCall(level, rows: [row], labels: [Int32(winner)], scale: 0.125)
    #expect(call.largest == winner)
    #expect(abs(call.loss - 0.5 * (known.loss - 0.25)) < 1e-15)
    #expect(call.gradient.bits == known.gradient.prefix(classes).map(\.bitPattern))
    #expect(call.isIntact)
  }

  // Logits 0 and 0: two halves, and the first of them is the class.
  @Test("The probability must reach the threshold; of equal classes the first is taken")
  func threshold() {
    for level in CPULevel.available {
      let reached = Call(level, [0, 0], threshold: 0.5, weight: 1)
      #expect(reached.largest == 0)
      #expect(abs(reached.loss - log(2.0)) < 1e-15)
      #expect(reached.gradient == [-0.5, 0.5])
      let below = Call(level, [0, 0], threshold: Float(0.5).nextUp, weight: 1)
      #expect(below.loss == 0)
      #expect(below.gradient == [0, 0])
    }
  }

  @Test("Outputs that are no numbers show in the loss, sure or not", arguments: CPULevel.available)
  func notANumber(level: CPULevel) {
    #expect(Call(level, [.nan, 1, 2], threshold: 1, weight: 1).loss.isNaN)
    #expect(!Call(level, [.infinity, 1, 2], threshold: 1, weight: 1).loss.isFinite)
  }
}

import Foundation
import Random
import Testing

@testable import Network

/// One call of the kernel of pixel cross-entropy and what it left behind.
private struct PixelCall {
  let correct: Int
  let loss: Double
  let gradient: [Float]
  let isIntact: Bool

  init(
    _ level: CPULevel, pixels: [[Float]], classes: [Float], weights: [Float], scale: Float = 1
  ) {
    let channels = pixels[0].count
    // The largest logit would be beyond, if it were looked at.
    let outputs = Cells(pixels.flatMap { $0 }, canary: 1e30)
    let targets = Cells(classes)
    let weights = Cells(weights)
    let gradient = Cells([Float](repeating: -9, count: pixels.count * channels))
    let scratch = Cells([Float](repeating: -9, count: roundedUp(channels)))
    let loss = Cells([0.0], canary: 77.0)
    correct = KernelSet.level(level).pixelCrossEntropy(
      outputs.pointer, targets.pointer, weights.pointer, pixels.count, channels, scale,
      gradient.pointer, scratch.pointer, loss.pointer)
    self.loss = loss.values[0]
    self.gradient = gradient.values
    isIntact =
      gradient.isIntact && scratch.isIntact && loss.isIntact && outputs.isIntact
      && targets.isIntact && weights.isIntact
  }
}

@Suite("Pixel cross-entropy kernel")
struct PixelCrossEntropyTests {
  // Two pixels of two classes. The first: logits 0 and ln 3, so 1/4 and 3/4; class 0: ln 4, weight 2.
  // The second: equal logits, so halves; class 1: ln 2; the first class is the prediction, and wrong.
  @Test("Loss and gradient of two pixels are those by hand", arguments: CPULevel.available)
  func byHand(level: CPULevel) {
    let call = PixelCall(
      level, pixels: [[0, Float(log(3.0))], [5, 5]], classes: [0, 1], weights: [2, 1])
    #expect(abs(call.loss - (2 * log(4.0) + log(2.0)) / 2) < 1e-6)
    let expected: [Float] = [-0.75, 0.75, 0.25, -0.25]
    for (found, value) in zip(call.gradient, expected) { #expect(abs(found - value) < 1e-6) }
    #expect(call.correct == 0)
    #expect(call.isIntact)
  }

  @Test("A pixel without weight adds nothing, whatever its class", arguments: CPULevel.available)
  func noWeight(level: CPULevel) {
    let call = PixelCall(
      level, pixels: [[1, 2, 3], [3, 2, 1]], classes: [.nan, 0], weights: [0, 1])
    let alone = PixelCall(level, pixels: [[3, 2, 1]], classes: [0], weights: [1])
    #expect(call.loss == alone.loss / 2)
    #expect(call.gradient == [0, 0, 0] + alone.gradient.map { $0 / 2 })
    #expect(call.correct == 1)
    #expect(PixelCall(level, pixels: [[1, 2]], classes: [-1], weights: [0]).loss == 0)
  }

  @Test(
    "Loss and gradient equal the formula in double precision, with the same bits at every level",
    arguments: [1, 2, 5, 15, 16, 17, 33])
  func formula(channels: Int) {
    var stream = RandomStream(seed: UInt64(channels), purpose: "pixels")
    let pixels = (0..<7).map { _ in (0..<channels).map { _ in stream.uniform(-6, 6) } }
    let classes = (0..<7).map { Float(($0 * 3) % channels) }
    let weights: [Float] = [1, 0.5, 0, 2, 1, 1, 0.25]
    let first = PixelCall(
      .portable, pixels: pixels, classes: classes, weights: weights, scale: 0.2)
    var loss = 0.0
    var correct = 0
    for (pixel, row) in pixels.enumerated() {
      let exact = row.map { exp(Double($0)) }
      let sum = exact.reduce(0, +)
      let label = Int(classes[pixel])
      loss += Double(weights[pixel]) * (log(sum) - Double(row[label])) / 7
      if weights[pixel] > 0, row.indices.allSatisfy({ row[$0] <= row[label] }) { correct += 1 }
      for channel in 0..<channels {
        let probability = exact[channel] / sum - (channel == label ? 1 : 0)
        let expected = probability * Double(weights[pixel]) * 0.2 / 7
        #expect(abs(Double(first.gradient[pixel * channels + channel]) - expected) < 1e-7)
      }
    }
    #expect(abs(first.loss - loss) < 1e-6)
    #expect(first.correct == correct)
    #expect(first.isIntact)
    for level in CPULevel.available {
      let call = PixelCall(
        level, pixels: pixels, classes: classes, weights: weights, scale: 0.2)
      #expect(call.loss.bitPattern == first.loss.bitPattern)
      #expect(call.gradient.bits == first.gradient.bits)
    }
  }

  @Test("An output that is no number shows in the loss", arguments: CPULevel.available)
  func notANumber(level: CPULevel) {
    let call = PixelCall(level, pixels: [[.nan, 1]], classes: [1], weights: [1])
    #expect(call.loss.isNaN)
  }
}

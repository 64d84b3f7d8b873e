import Foundation
import Random
import Testing

@testable import Downstream

@Suite("Scoring")
struct ScoringTests {
  /// By hand: the mean is 3, squared errors are 1 + 0 + 4 + 0, squared deviations 9 + 1 + 0 + 16.
  @Test("R² and RMSE of a small table")
  func regression() {
    let fit = RegressionFit(predictions: [1, 2, 5, 7], truths: [0, 2, 3, 7])
    #expect(fit.rSquared == 1 - 5.0 / 26)
    #expect(fit.rootMeanSquaredError == 1.25.squareRoot())
  }

  @Test("R² is 0 for whoever says the mean, below for worse, 0 where truths are equal")
  func regressionEdges() {
    #expect(RegressionFit(predictions: [2, 2, 2], truths: [1, 2, 3]).rSquared == 0)
    #expect(RegressionFit(predictions: [3, 2, 1], truths: [1, 2, 3]).rSquared == -3)
    #expect(RegressionFit(predictions: [5, 6], truths: [5, 5]).rSquared == 0)
    #expect(RegressionFit(predictions: [], truths: []).rootMeanSquaredError == 0)
  }

  /// By hand: 2×2 boxes in a 10×10, shifted by one each way, share 1 of 7 pixels.
  @Test("The overlap of two boxes")
  func boxes() {
    func box(_ left: Int, _ top: Int, size: Int = 2) -> Box {
      Box(
        PixelBox(rows: top...top + size - 1, columns: left...left + size - 1), on: 10)
    }
    #expect(abs(box(3, 3).intersectionOverUnion(with: box(4, 4)) - 1.0 / 7) < 1e-6)
    #expect(abs(box(3, 3, size: 4).intersectionOverUnion(with: box(4, 4)) - 4.0 / 16) < 1e-6)
    #expect(box(3, 3).intersectionOverUnion(with: box(3, 3)) == 1)
    #expect(box(3, 3).intersectionOverUnion(with: box(7, 3)) == 0)
  }

  @Test("A box of no size overlaps nothing")
  func emptyBoxes() {
    let whole = Box(centreX: 0.5, centreY: 0.5, width: 1, height: 1)
    let none = Box(centreX: 0.5, centreY: 0.5, width: -1, height: -1)
    #expect(whole.intersectionOverUnion(with: none) == 0)
    #expect(none.intersectionOverUnion(with: none) == 0)
  }

  /// By hand: truth 0 1 / 1 1, prediction 0 0 / 1 1: class 0 shares 1 of 2 pixels, class 1 2 of 3.
  @Test("The overlap of a 2×2")
  func pixels() {
    var overlap = PixelOverlap(classCount: 2)
    for (prediction, truth) in [(0, 0), (0, 1), (1, 1), (1, 1)] {
      overlap.count(prediction: prediction, truth: truth)
    }
    #expect(overlap.intersectionOverUnion(0) == 0.5)
    #expect(overlap.intersectionOverUnion(1) == 2.0 / 3)
    #expect(overlap.mean == (0.5 + 2.0 / 3) / 2)
  }

  @Test("A class that is nowhere has no overlap and no part in the mean")
  func absentClass() {
    var overlap = PixelOverlap(classCount: 2)
    #expect(overlap.mean == 0)
    overlap.count(prediction: 0, truth: 0)
    #expect(overlap.intersectionOverUnion(1) == nil)
    #expect(overlap.mean == 1)
  }

  /// By hand: precisions 1, 1/2, 2/3, 1/2, 3/5 where every second of five detections is right; then with
  /// a first that is wrong: 0, 1/2, 2/3, 1/2, 3/5, whose 1/2 at the first recall is lifted to 2/3.
  @Test(
    "Average precision of five detections",
    arguments: [
      ([true, false, true, false, true], 3, (1 + 2.0 / 3 + 3.0 / 5) / 3),
      ([false, true, true, false, true], 4, (2.0 / 3 + 2.0 / 3 + 3.0 / 5) / 4),
      ([true, true, false, false, false], 2, 1),
      ([false, false, false, false, false], 2, 0),
      ([], 0, 0),
    ] as [([Bool], Int, Double)])
  func precision(hits: [Bool], objects: Int, expected: Double) {
    #expect(abs(averagePrecision(hits: hits, objects: objects) - expected) < 1e-15)
  }

  /// By hand: probabilities of class 0 are .5, .88, .27 and .5, and of the fifth and sixth nearly 1.
  @Test("Images are ranked by the probability of a class, equal ones in their order")
  func ranks() {
    let outputs: [Float] = [0, 0, 7, 2, 0, 7, 0, 1, 7, 5, 5, 7, 90, 0, 7, 91, 0, 7]
    #expect(ranking(of: 0, outputs: outputs, width: 3, classCount: 2) == [5, 4, 1, 0, 3, 2])
    #expect(ranking(of: 1, outputs: outputs, width: 3, classCount: 2) == [2, 0, 3, 1, 4, 5])
  }

  @Test("Outputs that are no numbers rank last")
  func notANumber() {
    #expect(
      ranking(of: 0, outputs: [.nan, 0, 0, 0], width: 2, classCount: 2) == [1, 0])
  }

  @Test("The exponential is correct to 4 units in the last place")
  func exponentials() {
    var largest = 0.0
    var stream = RandomStream(seed: 1, purpose: "test")
    for _ in 0..<20_000 {
      let number = Double(stream.uniform(-700, 700))
      let expected = exp(number)
      largest = max(largest, abs(exponential(number) - expected) / expected.ulp)
    }
    #expect(largest <= 4, "\(largest)")
    #expect(exponential(0) == 1)
    #expect(exponential(-1e30) == exponential(-700) && exponential(1e30) == exponential(700))
  }
}

import Downstream
import Network
import Testing

@Suite("DownstreamTask")
struct DownstreamTaskTests {
  static let digit = Shape(rows: 28, columns: 28, channels: 1)

  @Test(
    "Inputs, outputs, losses and metrics fit one another",
    arguments: [
      (
        .classification, Shape(rows: 28, columns: 28, channels: 1),
        Shape(rows: 1, columns: 1, channels: 10), .crossEntropy, [.accuracy]
      ),
      (
        .regression(RegressionTask(.slant)), Shape(rows: 28, columns: 28, channels: 1),
        Shape(rows: 1, columns: 1, channels: 1), .meanSquaredError,
        [.rSquared, .rootMeanSquaredError]
      ),
      (
        .segmentation(SegmentationTask()), Shape(rows: 40, columns: 40, channels: 1),
        Shape(rows: 40, columns: 40, channels: 2), .pixelCrossEntropy,
        [.meanIntersectionOverUnion]
      ),
      (
        .detection(DetectionTask(boxWeight: 3)), Shape(rows: 40, columns: 40, channels: 1),
        Shape(rows: 1, columns: 1, channels: 14), .classAndBox(boxWeight: 3),
        [.averagePrecision, .meanIntersectionOverUnion]
      ),
    ] as [(DownstreamTask, Shape, Shape, Loss, [Metric])])
  func shapes(task: DownstreamTask, input: Shape, outputs: Shape, loss: Loss, metrics: [Metric]) {
    #expect(task.problem(with: Self.digit) == nil)
    #expect(task.input(of: Self.digit) == input)
    #expect(task.outputs(of: Self.digit, classCount: 10) == outputs)
    #expect(task.loss == loss)
    #expect(task.metrics == metrics)
  }

  @Test("The usual limits are 45° and half a column a row")
  func limits() {
    #expect(RegressionTask(.rotation).limit == 45)
    #expect(RegressionTask(.slant).limit == 0.5)
    #expect(RegressionTask(.rotation, limit: 10).limit == 10)
  }

  @Test(
    "A task that does not fit says which value, by which rule, and what to do",
    arguments: [
      (
        .regression(RegressionTask(.rotation, limit: 91)),
        "a limit of 91.0 is not above 0 and at most 90.0; use 45.0"
      ),
      (
        .regression(RegressionTask(.slant, limit: .nan)),
        "a limit of nan is not above 0 and at most 1.0; use 0.5"
      ),
      (
        .segmentation(SegmentationTask(SceneLayout(canvas: 27))),
        "a canvas of 27 does not suit images of 28×28×1; use 28 to 256"
      ),
      (
        .segmentation(SegmentationTask(SceneLayout(clutter: -1))),
        "-1 pieces of clutter are too few or too many; use 0 to 1000"
      ),
      (
        .segmentation(SegmentationTask(SceneLayout(pieceSize: 29))),
        "a piece of 29 cannot be cut out of images of 28×28×1; use 1 to 28"
      ),
      (
        .segmentation(SegmentationTask(SceneLayout(floor: 256))),
        "a floor of 256 is no byte; use 0 to 255"
      ),
      (
        .segmentation(SegmentationTask(inkWeight: 0)),
        "a weight of ink of 0.0 is not above 0 and at most 1000.0; use 1"
      ),
      (
        .detection(DetectionTask(smallest: 0.4)),
        "factors from 0.4 to 1.4 are no range within 0.5 to 8.0; use 0.6 to 1.4"
      ),
      (
        .detection(DetectionTask(smallest: 1, largest: 0.9)),
        "factors from 1.0 to 0.9 are no range within 0.5 to 8.0; use 0.6 to 1.4"
      ),
      (
        .detection(DetectionTask(largest: 1.5)),
        "images of 28×28×1 are 42 pixels wide or high at 1.5 times their size, which does not fit a "
          + "canvas of 40; use a canvas of 42 or a smaller factor"
      ),
      (
        .detection(DetectionTask(boxWeight: -1)),
        "a weight of boxes of -1.0 is outside 0 to 10000.0; use 100"
      ),
    ] as [(DownstreamTask, String)])
  func problems(task: DownstreamTask, problem: String) {
    #expect(task.problem(with: Self.digit) == problem)
  }

  @Test("Coloured images have no ink, but can be turned")
  func colours() {
    let colour = Shape(rows: 32, columns: 32, channels: 3)
    let problem =
      "images of 32×32×3 have no ink, which is where a grey image is bright; "
      + "use images with one channel"
    #expect(DownstreamTask.segmentation(SegmentationTask()).problem(with: colour) == problem)
    #expect(DownstreamTask.detection(DetectionTask()).problem(with: colour) == problem)
    #expect(DownstreamTask.regression(RegressionTask(.rotation)).problem(with: colour) == nil)
    #expect(DownstreamTask.classification.problem(with: colour) == nil)
  }
}

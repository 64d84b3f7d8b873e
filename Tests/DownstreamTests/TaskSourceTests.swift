import Images
import Network
import Random
import Testing

@testable import Downstream

@Suite("TaskSource")
struct TaskSourceTests {
  static let tasks: [DownstreamTask] = [
    .classification, .regression(RegressionTask(.rotation)), .regression(RegressionTask(.slant)),
    .segmentation(SegmentationTask()), .detection(DetectionTask()),
  ]

  @Test("A classification gives the images of the set")
  func classification() {
    let images = digits(20, of: .training, indices: [3, 17, 5])
    let source = TaskSource(.classification, images, seed: 1)
    let expected = ImageSource(
      pixels: images.pixels, labels: images.labels, indices: images.indices,
      shape: images.shape, scale: images.scale)
    #expect(source.count == 3)
    for index in 0..<3 {
      #expect(source.values(index) == expected.values(index))
      #expect(source.label(index) == expected.label(index))
    }
  }

  @Test("An example depends on seed, part and number of its image alone", arguments: tasks)
  func pure(task: DownstreamTask) {
    let all = TaskSource(task, digits(20, of: .test), seed: 8)
    var some = TaskSource(task, digits(20, of: .test, indices: [11, 4]), seed: 8)
    some.begin(epoch: 3)
    for (index, number) in [11, 4].enumerated() {
      #expect(some.picture(at: index) == all.picture(at: number))
      #expect(some.truth(at: index) == all.truth(at: number))
      #expect(some.label(index) == all.label(number))
      #expect(some.values(index) == all.values(number))
    }
    let cut = all.examples(5..<9).examples(1..<3)
    #expect(cut.count == 2)
    #expect(cut.picture(at: 1) == all.picture(at: 7) && cut.truth(at: 1) == all.truth(at: 7))
    #expect(cut.label(1) == all.label(7))
  }

  @Test("Another seed, part or image has another scene", arguments: tasks.dropFirst())
  func different(task: DownstreamTask) {
    let images = plainImages(3, step: 100, side: 28, part: "training")
    // The same pixels three times, so that only draws differ.
    let same = TaskImages(
      pixels: images.image(2).bytes + images.image(2).bytes, labels: [0, 0], classCount: 3,
      shape: images.shape, scale: .unit, indices: [0, 1], part: "training")
    let test = TaskImages(
      pixels: same.pixels, labels: same.labels, classCount: 3, shape: same.shape, scale: .unit,
      indices: [0, 1], part: "test")
    let source = TaskSource(task, same, seed: 1)
    #expect(source.truth(at: 0) != source.truth(at: 1))
    #expect(source.truth(at: 0) != TaskSource(task, same, seed: 2).truth(at: 0))
    #expect(source.truth(at: 0) != TaskSource(task, test, seed: 1).truth(at: 0))
    #expect(source.truth(at: 0) == TaskSource(task, same, seed: 1).truth(at: 0))
  }

  @Test("The network sees the picture's bytes, scaled", arguments: tasks)
  func scaled(task: DownstreamTask) {
    let source = TaskSource(task, digits(4, of: .training), seed: 1)
    #expect(source.shape == task.input(of: Shape(rows: 28, columns: 28, channels: 1)))
    for index in 0..<4 {
      #expect(source.values(index) == source.picture(at: index).map { Float($0) / 255 })
    }
  }

  @Test("Targets are what the loss is to compare with", arguments: tasks)
  func targets(task: DownstreamTask) {
    let images = digits(12, of: .training)
    let source = TaskSource(task, images, seed: 1)
    let count = task.loss.targetCount(for: source.outputs)
    for index in 0..<12 {
      let (values, weights) = source.target(index, count: count)
      #expect(weights == [Float](repeating: 1, count: count))
      #expect(source.label(index) == Int(images.labels[index]))
      switch source.truth(at: index) {
      case .label(let label): #expect(label == source.label(index))
      case .value(let value):
        #expect(values.count == 1 && abs(values[0]) <= 1)
        #expect(value == Double(values[0]) * (task == Self.tasks[1] ? 45 : 0.5))
      case .mask(let mask): #expect(values == mask.map { Float($0) } && mask.contains(1))
      case .box(let box, let label):
        #expect(values == box.values && label == source.label(index))
      }
    }
  }

  @Test("Ink counts as much as is said")
  func inkWeight() {
    let task = DownstreamTask.segmentation(SegmentationTask(inkWeight: 6))
    let source = TaskSource(task, digits(2, of: .training), seed: 1)
    let (values, weights) = source.target(1, count: 1600)
    #expect(weights == values.map { $0 == 1 ? 6 : 1 })
  }

  @Test("Perfect outputs have the best score", arguments: tasks)
  func perfect(task: DownstreamTask) {
    let source = TaskSource(task, digits(40, of: .test), seed: 1)
    let score = task.score(source.perfectOutputs, of: source)
    #expect(score.values == task.metrics.map { $0 == .rootMeanSquaredError ? 0 : 1 })
    let width = source.outputs.count
    for index in 0..<40 {
      let row = Array(source.perfectOutputs[index * width..<(index + 1) * width])
      #expect(source.answer(of: row) == source.truth(at: index))
    }
  }

  @Test("Outputs that say always the same score as those who know nothing", arguments: tasks)
  func constant(task: DownstreamTask) {
    let source = TaskSource(task, digits(200, of: .test), seed: 1)
    let outputs = [Float](repeating: 0, count: 200 * source.outputs.count)
    let score = task.score(outputs, of: source).values
    switch task {
    case .classification: #expect(score == [0.1])
    case .regression(let task):
      #expect(abs(score[0]) < 0.05)
      // The deviation of a uniform number.
      #expect(abs(score[1] / task.limit - 0.577) < 0.06)
    case .segmentation: #expect(score[0] > 0.4 && score[0] < 0.5)
    case .detection: #expect(score == [0, 0])
    }
  }

  /// By hand. Class 0: the first image is the surest and right. Class 1: the second is the surest, but its
  /// box is elsewhere. Class 2: the first is surer (odds e^−.5 against it) than the third (odds 2), which is
  /// right: a precision of 1/2.
  @Test("A detection needs the right place, and those that are surer cost precision")
  func detections() {
    let layout = SceneLayout(canvas: 16, clutter: 0, floor: 0)
    let task = DownstreamTask.detection(DetectionTask(layout, smallest: 1, largest: 1))
    let source = TaskSource(task, plainImages(3, step: 100), seed: 1)
    let elsewhere: [Float] = [5, 5, 0.5, 0.5]
    let classes: [[Float]] = [[9, 0, 9.5], [0, 9, 0], [0, 0, 0]]
    let boxes = [source.values(of: 0), elsewhere, source.values(of: 2)]
    let outputs = (0..<3).flatMap { classes[$0] + boxes[$0] }
    let score = task.score(outputs, of: source).values
    #expect(score[0] == 1.5 / 3)
    #expect(score[1] == 2.0 / 3)
  }
}

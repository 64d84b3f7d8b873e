import Images
import Network
import Testing

@testable import Downstream

@Suite("TaskFeatures")
struct TaskFeaturesTests {
  @Test("A head sees the encoder's outputs and the task's truths, whichever rows are picked")
  func rows() throws {
    let task = DownstreamTask.detection(DetectionTask())
    let source = TaskSource(task, digits(9, of: .training), seed: 1)
    let encoder = Model(
      try Architecture(
        input: source.shape, layers: [.maxPooling(size: 5, stride: 5), .relu]),
      level: .best, trains: false)
    let features = encoder.features(of: source)
    let rows = TaskFeatures(features, of: source).rows(2..<8).rows(1..<4)
    #expect(rows.count == 3 && rows.shape == Shape(rows: 8, columns: 8, channels: 1))
    for index in 0..<3 {
      let number = index + 3
      #expect(rows.values(index) == Array(features.values[number * 64..<(number + 1) * 64]))
      #expect(rows.label(index) == source.label(number))
      #expect(rows.target(index, count: 4).values == source.target(number, count: 4).values)
    }
  }
}

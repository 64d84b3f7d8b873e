public import Network

/// How well a network does a task.
public struct TaskScore: Equatable, Sendable {
  /// One value a metric of the task, in their order.
  public let values: [Double]
}

extension DownstreamTask {
  /// Scores a network's outputs.
  ///
  /// - Parameters:
  ///   - outputs: one row an example, in order, as `Model.features(of:)` gives them.
  ///   - source: examples of this task.
  /// - Returns: one value a metric. A regression's R² is 0 where the truths do not differ; everything is 0
  ///   of no example.
  public func score(_ outputs: Features, of source: TaskSource) -> TaskScore {
    score(outputs.values, of: source)
  }

  /// Scores numbers from anywhere.
  ///
  /// - Parameters:
  ///   - outputs: **shape** (examples × outputs), row-major.
  ///   - source: examples of this task.
  /// - Returns: one value a metric.
  public func score(_ outputs: [Float], of source: TaskSource) -> TaskScore {
    precondition(source.task == self, "examples of this task")
    let width = source.outputs.count
    precondition(outputs.count == source.count * width, "one row an example")
    switch self {
    case .classification: return TaskScore(values: [source.accuracy(outputs)])
    case .regression(let task):
      let fit = RegressionFit(
        predictions: outputs.map { Double($0) * task.limit },
        truths: (0..<source.count).map { Double(source.values(of: $0)[0]) * task.limit })
      return TaskScore(values: [fit.rSquared, fit.rootMeanSquaredError])
    case .segmentation: return TaskScore(values: [source.pixelOverlap(outputs).mean])
    case .detection:
      let overlaps = source.boxOverlaps(outputs)
      return TaskScore(values: [
        source.averagePrecision(outputs, overlaps: overlaps),
        overlaps.reduce(0, +) / Double(max(overlaps.count, 1)),
      ])
    }
  }
}

extension TaskSource {
  fileprivate func accuracy(_ outputs: [Float]) -> Double {
    let correct = (0..<count).count {
      highest(outputs, from: $0 * classCount, count: classCount) == label($0)
    }
    return Double(correct) / Double(max(count, 1))
  }

  fileprivate func pixelOverlap(_ outputs: [Float]) -> PixelOverlap {
    var overlap = PixelOverlap(classCount: 2)
    for example in 0..<count {
      let mask = mask(of: example)
      for (pixel, truth) in mask.enumerated() {
        let prediction = highest(outputs, from: 2 * (example * mask.count + pixel), count: 2)
        overlap.count(prediction: prediction, truth: Int(truth))
      }
    }
    return overlap
  }

  /// The overlap of every image's box with the true one.
  fileprivate func boxOverlaps(_ outputs: [Float]) -> [Double] {
    (0..<count).map { example in
      let place = (example + 1) * self.outputs.count - 4
      return Box(outputs, at: place)
        .intersectionOverUnion(with: Box(values(of: example), at: 0))
    }
  }

  /// The mean over the classes that occur. Every image is a detection of every class, as sure as its
  /// probability, with the one box that the network gives.
  fileprivate func averagePrecision(_ outputs: [Float], overlaps: [Double]) -> Double {
    var (sum, classes) = (0.0, 0)
    for index in 0..<classCount {
      let objects = (0..<count).count { label($0) == index }
      guard objects > 0 else { continue }
      let ranking = ranking(
        of: index, outputs: outputs, width: self.outputs.count, classCount: classCount)
      let hits = ranking.map { label($0) == index && overlaps[$0] >= 0.5 }
      sum += Downstream.averagePrecision(hits: hits, objects: objects)
      classes += 1
    }
    return sum / Double(max(classes, 1))
  }
}

/// The place of the highest of some values, from 0; of equal ones the first.
func highest(_ values: [Float], from first: Int, count: Int) -> Int {
  var best = 0
  for place in 1..<max(count, 1) where values[first + place] > values[first + best] { best = place }
  return best
}

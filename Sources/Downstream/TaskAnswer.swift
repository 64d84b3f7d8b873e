import Network

/// What a network is asked of an example, as it can be written or drawn on the example's picture.
public enum TaskAnswer: Equatable, Sendable {
  /// A class.
  case label(Int)
  /// A property, in its unit.
  case value(Double)
  /// One byte a pixel, row by row: 1 where there is ink, else 0.
  case mask([UInt8])
  /// A class and where it is, in fractions of the canvas.
  case box(Box, label: Int)
}

extension TaskSource {
  /// The true answer.
  ///
  /// - Parameter index: 0 ..< count.
  /// - Returns: what the example was made with.
  public func truth(at index: Int) -> TaskAnswer {
    switch task {
    case .classification: .label(label(index))
    case .regression(let task): .value(Double(values(of: index)[0]) * task.limit)
    case .segmentation: .mask(mask(of: index))
    case .detection: .box(Box(values(of: index), at: 0), label: label(index))
    }
  }

  /// The answer that a network's outputs stand for.
  ///
  /// - Parameter row: the outputs for one example, `outputs.count` of them.
  /// - Returns: of equally likely classes the first.
  public func answer(of row: [Float]) -> TaskAnswer {
    precondition(row.count == outputs.count, "the outputs for one example")
    switch task {
    case .classification: return .label(highest(row, from: 0, count: classCount))
    case .regression(let task): return .value(Double(row[0]) * task.limit)
    case .segmentation:
      return .mask((0..<shape.count).map { UInt8(highest(row, from: 2 * $0, count: 2)) })
    case .detection:
      return .box(
        Box(row, at: classCount), label: highest(row, from: 0, count: classCount))
    }
  }
}

import Foundation

@testable import Network

extension Loss {
  /// The mean loss of a batch by the definitions, in double precision.
  ///
  /// - Parameters:
  ///   - outputs: one row an image.
  ///   - source: what they are compared with.
  ///   - ramp: what the weight of pseudo-labels is multiplied by.
  /// - Returns: the mean over the examples.
  func reference(_ outputs: [[Double]], _ source: TargetSource, ramp: Double = 1) -> Double {
    if case .contrastive(let temperature) = self {
      return Self.contrast(outputs, Double(temperature))
    }
    let losses = outputs.indices.map { example in
      let target = source.targets[example].map(Double.init)
      let weights = source.weights[example].map(Double.init)
      return reference(outputs[example], source.labels[example], target, weights, ramp)
    }
    return losses.reduce(0, +) / Double(outputs.count)
  }

  private func reference(
    _ row: [Double], _ label: Int, _ target: [Double], _ weights: [Double], _ ramp: Double
  ) -> Double {
    switch self {
    case .crossEntropy: return Self.entropy(row, label)
    case .pseudoLabels(let threshold, let weight, _):
      if label >= 0 { return Self.entropy(row, label) }
      let best = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
      let loss = Self.entropy(row, best)
      return exp(-loss) >= Double(threshold) ? Double(weight) * ramp * loss : 0
    case .meanSquaredError: return Self.squares(row, target, weights)
    case .pixelCrossEntropy:
      let channels = row.count / target.count
      let losses = target.indices.map { pixel in
        let logits = Array(row[(pixel * channels)..<((pixel + 1) * channels)])
        return weights[pixel] * Self.entropy(logits, Int(target[pixel]))
      }
      return losses.reduce(0, +) / Double(target.count)
    case .classAndBox(let boxWeight):
      return Self.entropy(row.dropLast(4), label)
        + Double(boxWeight) * Self.squares(row.suffix(4), target, weights)
    case .contrastive: return .nan
    }
  }

  private static func entropy(_ logits: [Double], _ label: Int) -> Double {
    log(logits.reduce(0) { $0 + exp($1 - logits[label]) })
  }

  private static func squares(
    _ row: [Double], _ target: [Double], _ weights: [Double]
  ) -> Double {
    let errors = row.indices.map {
      weights[$0] * (row[$0] - target[$0]) * (row[$0] - target[$0])
    }
    return errors.reduce(0, +) / Double(row.count)
  }

  private static func contrast(_ rows: [[Double]], _ temperature: Double) -> Double {
    let units = rows.map { row in
      let length = (row.reduce(0) { $0 + $1 * $1 } + 1e-12).squareRoot()
      return row.map { $0 / length }
    }
    var sum = 0.0
    for row in units.indices {
      let logits = units.map { other in
        zip(units[row], other).reduce(0) { $0 + $1.0 * $1.1 } / temperature
      }
      let others = logits.indices.filter { $0 != row }
      sum += log(others.reduce(0) { $0 + exp(logits[$1] - logits[row ^ 1]) })
    }
    return sum / Double(rows.count)
  }

  private static func squares(
    _ row: ArraySlice<Double>, _ target: [Double], _ weights: [Double]
  ) -> Double { squares(Array(row), target, weights) }

  private static func entropy(_ logits: ArraySlice<Double>, _ label: Int) -> Double {
    entropy(Array(logits), label)
  }
}

/// What a test of a model on a set of examples gives.
public struct Evaluation: Equatable, Sendable {
  /// Right predictions.
  public let correct: Int
  /// Examples.
  public let total: Int
  /// The mean softmax cross-entropy.
  public let loss: Double
  /// One class an example.
  public let predictions: [Int32]

  /// Right predictions / examples; 0 for no example.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}

extension Model {
  /// Tests the model on all examples of a source, in order.
  ///
  /// - Parameter source: examples of the model's input shape.
  /// - Returns: counts, mean loss and predictions.
  public func evaluate<Source: ExampleSource>(_ source: Source) -> Evaluation {
    var predictions = [Int32](repeating: 0, count: source.count)
    var lossSum = 0.0
    var correct = 0
    let order = (0..<Int32(source.count)).map { $0 }
    predictions.withUnsafeMutableBufferPointer { predictions in
      for first in stride(from: 0, to: source.count, by: tile) {
        let count = min(tile, source.count - first)
        load(source, order.span, from: first, count: count)
        forward(count)
        let target = predictions.baseAddress.map { $0 + first }
        correct += loss(count, scale: nil, predictions: target, into: &lossSum)
      }
    }
    return Evaluation(
      correct: correct, total: source.count,
      loss: source.count == 0 ? 0 : lossSum / Double(source.count), predictions: predictions)
  }

  /// The model's outputs for all examples of a source: the features of a frozen encoder.
  ///
  /// - Parameter source: examples of the model's input shape.
  /// - Returns: one row an example.
  public func features<Source: ExampleSource>(of source: Source) -> Features {
    let shape = architecture.output
    var values: [Float] = []
    values.reserveCapacity(source.count * shape.count)
    let order = (0..<Int32(source.count)).map { $0 }
    let output = self.values[stages.count].pointer
    for first in stride(from: 0, to: source.count, by: tile) {
      let count = min(tile, source.count - first)
      load(source, order.span, from: first, count: count)
      forward(count)
      for image in 0..<count {
        let start = output + image * outputView.imageStride
        values.append(contentsOf: UnsafeBufferPointer(start: start, count: shape.count))
      }
    }
    return Features(shape: shape, values: values)
  }
}

extension Workspace {
  /// Writes what the outputs of some examples are compared with, where that is more than a label.
  ///
  /// - Parameters:
  ///   - holder: the examples.
  ///   - indices: which, in order.
  ///   - count: how many.
  func loadTargets<Source: ExampleSource>(
    _ holder: borrowing SourceHolder<Source>, _ indices: UnsafePointer<Int32>, count: Int
  ) {
    guard targetCount > 0 else { return }
    for example in 0..<count {
      let values = targets.pointer + example * targetCount
      let weights = targetWeights.pointer + example * targetCount
      values.update(repeating: 0, count: targetCount)
      weights.update(repeating: 1, count: targetCount)
      holder.source.writeTarget(Int(indices[example]), to: values, weights: weights)
    }
  }

  /// The loss of the outputs of some examples, which were loaded with their targets.
  ///
  /// - Parameters:
  ///   - examples: how many.
  ///   - scale: 1 / batch size where gradients are wanted; nil otherwise.
  ///   - update: the optimiser step, from 0; nil where nothing is trained.
  ///   - predictions: room for one class an example, or nil.
  ///   - lossSum: the losses are added in order.
  /// - Returns: what is right of what can be right or wrong.
  func loss(
    _ examples: Int, scale: Float?, update: Int? = nil,
    predictions: UnsafeMutablePointer<Int32>?, into lossSum: inout Double
  ) -> Hits {
    guard case .crossEntropy = loss else {
      var hits = Hits()
      for example in 0..<examples {
        hits += loss(
          ofExample: example, scale: scale, update: update,
          prediction: predictions.map { $0 + example }, into: &lossSum)
      }
      return hits
    }
    checkLabels(0..<examples)
    let gradient = scale == nil ? nil : valueGradients[stages.count].pointer
    let correct = kernels.softmaxCrossEntropy(
      values[stages.count].pointer, labels.pointer, examples, output.count,
      outputView.imageStride, scale ?? 0, gradient, probabilities.pointer, predictions, &lossSum)
    return Hits(correct: correct, total: examples)
  }

  /// The same of one example.
  ///
  /// - Parameters:
  ///   - example: its place in the tile.
  ///   - scale: 1 / batch size where gradients are wanted; nil otherwise.
  ///   - update: the optimiser step, from 0; nil where nothing is trained.
  ///   - prediction: room for the class, or nil; written where there is one.
  ///   - lossSum: the loss is added to it.
  /// - Returns: what is right of what can be right or wrong.
  func loss(
    ofExample example: Int, scale: Float?, update: Int?,
    prediction: UnsafeMutablePointer<Int32>?, into lossSum: UnsafeMutablePointer<Double>
  ) -> Hits {
    let stride = outputView.imageStride
    let outputs = UnsafePointer(values[stages.count].pointer + example * stride)
    let gradient =
      scale == nil ? nil : valueGradients[stages.count].pointer + example * stride
    if let gradient { for index in output.count..<stride { gradient[index] = 0 } }
    let values = targets.pointer + example * targetCount
    let weights = targetWeights.pointer + example * targetCount
    switch loss {
    case .crossEntropy:
      return crossEntropy(example, outputs, scale ?? 0, gradient, prediction, lossSum)
    case .pseudoLabels(let threshold, let weight, let rampUp):
      guard labels.pointer[example] == -1 else {
        return crossEntropy(example, outputs, scale ?? 0, gradient, prediction, lossSum)
      }
      let ramp = rampUp == 0 ? 1 : min(1, Float(update ?? rampUp) / Float(rampUp))
      let largest = kernels.pseudoLabelCrossEntropy(
        outputs, output.count, threshold, weight * ramp, scale ?? 0, gradient,
        probabilities.pointer, lossSum)
      if let prediction { prediction.pointee = Int32(truncatingIfNeeded: largest) }
      return Hits()
    case .meanSquaredError:
      lossSum.pointee += kernels.squaredError(
        outputs, values, weights, output.count, scale ?? 0, gradient)
      return Hits()
    case .pixelCrossEntropy:
      let total = pixelCount(values, weights)
      let correct = kernels.pixelCrossEntropy(
        outputs, values, weights, targetCount, output.channels, scale ?? 0, gradient,
        probabilities.pointer, lossSum)
      return Hits(correct: correct, total: total)
    case .classAndBox(let boxWeight):
      checkLabels(example..<(example + 1))
      let correct = kernels.classAndBox(
        outputs, labels.pointer + example, output.count - 4, values, weights, boxWeight,
        scale ?? 0, gradient, probabilities.pointer, prediction, lossSum)
      return Hits(correct: correct, total: 1)
    case .contrastive: preconditionFailure("a loss that compares examples has none of one example")
    }
  }

  @inline(__always)
  private func crossEntropy(
    _ example: Int, _ outputs: UnsafePointer<Float>, _ scale: Float,
    _ gradient: UnsafeMutablePointer<Float>?, _ prediction: UnsafeMutablePointer<Int32>?,
    _ lossSum: UnsafeMutablePointer<Double>
  ) -> Hits {
    checkLabels(example..<(example + 1))
    let correct = kernels.softmaxCrossEntropy(
      outputs, labels.pointer + example, 1, output.count, outputView.imageStride, scale,
      gradient, probabilities.pointer, prediction, lossSum)
    return Hits(correct: correct, total: 1)
  }

  private func checkLabels(_ examples: Range<Int>) {
    let classes = Int32(loss.classCount(for: output) ?? 0)
    for example in examples {
      precondition(
        labels.pointer[example] >= 0 && labels.pointer[example] < classes,
        "labels of the model's classes")
    }
  }

  /// How many pixels of an example count.
  private func pixelCount(
    _ classes: UnsafePointer<Float>, _ weights: UnsafePointer<Float>
  ) -> Int {
    var count = 0
    for pixel in 0..<targetCount where weights[pixel] > 0 {
      precondition(
        classes[pixel] >= 0 && classes[pixel] < Float(output.channels),
        "targets of the model's classes")
      count += 1
    }
    return count
  }
}

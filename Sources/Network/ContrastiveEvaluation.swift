extension Model {
  /// Tests outputs with the contrastive loss: groups of 128 examples in order, the last may be smaller.
  ///
  /// - Parameter features: two rows an example.
  /// - Returns: counts of rows, and the mean loss of the examples.
  func contrast(_ features: Features) -> Evaluation {
    let work = ContrastiveEvaluation(self, on: features)
    pool.run(work.tasks, of: work)
    return work.evaluation
  }
}

/// The contrastive loss of all groups of examples, which the model's threads share; the losses are added in
/// the order of the examples.
private final class ContrastiveEvaluation: SharedWork {
  private let outputs: Buffer<Float>
  /// Elements of an output.
  private let size: Int
  /// How many examples there are.
  private let count: Int
  /// One a thread.
  private let rows: Borrowed<ContrastiveRows>
  private let losses: Buffer<Double>
  /// One a group.
  private let hits: Buffer<Hits>

  init(_ model: Model, on features: Features) {
    size = features.shape.count
    count = features.count / 2
    outputs = Buffer(features.values.count, zero: 0)
    outputs.copy(from: features.values)
    let most = min(Loss.groupSize, count)
    rows = Borrowed(
      (0..<model.pool.threads).compactMap { _ in
        ContrastiveRows(model, examples: most, threads: 0)
      })
    losses = Buffer(count, zero: 0)
    hits = Buffer((count + Loss.groupSize - 1) / Loss.groupSize, zero: Hits())
  }

  /// How many groups there are.
  var tasks: Int { hits.count }

  override func perform(_ task: Int, on thread: Int) {
    let first = task * Loss.groupSize
    let examples = min(Loss.groupSize, count - first)
    rows.with(thread) { rows in
      rows.take(0..<examples, outputs.pointer + 2 * first * size, stride: size)
      for piece in 0..<ContrastiveRows.pieces(ofExamples: examples) {
        rows.compare(piece: piece, ofExamples: examples)
      }
      for place in 0..<examples { losses.pointer[first + place] = rows.loss(of: place) }
      hits.pointer[task] = rows.hits(ofExamples: examples)
    }
  }

  var evaluation: Evaluation {
    var lossSum = 0.0
    for example in 0..<count { lossSum += losses.pointer[example] }
    var sum = Hits()
    for group in 0..<hits.count { sum += hits.pointer[group] }
    return Evaluation(
      correct: sum.correct, total: sum.total, loss: count == 0 ? 0 : lossSum / Double(count),
      predictions: [])
  }
}

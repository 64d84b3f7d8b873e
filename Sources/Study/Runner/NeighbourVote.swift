import Network

/// The k-nearest-neighbours classifier on features: the classes of the nearest labelled examples vote.
///
/// Near is the Euclidean distance; of examples as near the earlier one is taken, of classes with as many
/// votes that of the nearest voter. Distances are compared by x·y − |y|²/2, the outputs of a dense layer
/// whose units are the labelled examples, so that the engine computes them.
///
/// Reference: T. Cover, P. Hart, "Nearest neighbor pattern classification", IEEE Transactions on Information
/// Theory 13 (1967).
struct NeighbourVote {
  private let labels: [UInt8]
  private let classes: Int
  private let neighbours: Int
  private let model: Model

  /// Rows of scores in memory at a time.
  private static let pieceSize = 256

  /// A vote of labelled examples.
  ///
  /// - Parameters:
  ///   - labelled: their features, and perhaps more rows behind them.
  ///   - labels: one an example, at least one.
  ///   - classes: the number of classes.
  ///   - neighbours: how many vote, at least 1.
  ///   - level: which kernels; changes no bit.
  ///   - threads: changes no bit.
  init(
    _ labelled: Features, labels: [UInt8], classes: Int, neighbours: Int, level: CPULevel,
    threads: ThreadShare
  ) {
    precondition(!labels.isEmpty && labels.count <= labelled.count, "one row a label")
    self.labels = labels
    self.classes = classes
    self.neighbours = min(neighbours, labels.count)
    let (units, size) = (labels.count, labelled.shape.count)
    var weights = [Float](repeating: 0, count: (size + 1) * units)
    for unit in 0..<units {
      var square: Float = 0
      for element in 0..<size {
        let value = labelled.values[unit * size + element]
        weights[element * units + unit] = value
        square += value * value
      }
      weights[size * units + unit] = -square / 2
    }
    do {
      model = Model(
        try Architecture(input: labelled.shape, layers: [.flatten, .dense(units: units)]),
        level: level, trains: false, threads: threads)
      try model.setWeights(weights, ofFirst: 1)
    } catch {
      preconditionFailure("a dense layer on features: \(error)")
    }
  }

  /// The classes that the neighbours of some examples vote for.
  ///
  /// - Parameter examples: features of the labelled ones' shape.
  /// - Returns: one class an example.
  func classes(of examples: Features) -> [UInt8] {
    stride(from: 0, to: examples.count, by: Self.pieceSize).flatMap { first in
      let rows = Array(first..<min(first + Self.pieceSize, examples.count))
      let scores = model.features(
        of: FeatureSource(
          features: examples, rows: rows, labels: [UInt8](repeating: 0, count: rows.count)))
      return rows.indices.map { row in
        winner(scores.values[row * labels.count..<(row + 1) * labels.count])
      }
    }
  }

  private func winner(_ scores: ArraySlice<Float>) -> UInt8 {
    // Best first.
    var nearest: [(score: Float, example: Int)] = []
    for (example, score) in scores.enumerated() {
      if nearest.count == neighbours, score <= nearest[neighbours - 1].score { continue }
      let place = nearest.firstIndex { score > $0.score } ?? nearest.count
      nearest.insert((score, example), at: place)
      if nearest.count > neighbours { nearest.removeLast() }
    }
    var votes = [Int](repeating: 0, count: classes)
    for voter in nearest { votes[Int(labels[voter.example])] += 1 }
    let most = votes.max() ?? 0
    let first = nearest.first { votes[Int(labels[$0.example])] == most }
    return first.map { labels[$0.example] } ?? 0
  }
}

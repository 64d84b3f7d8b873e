import Network
import Pretext

/// How well a pretext task is done on held-out examples: one figure.
public struct PretextMeasure: Codable, Sendable, Equatable {
  /// What is measured: `accuracy`, `balanced-accuracy` (the mean over the classes of how many are right),
  /// `rmse` (of those of an image's values, as the network sees them, that count) or `rmse-hidden` (of those that the input does
  /// not show).
  public let name: String
  /// The network's figure.
  public let value: Double
  /// That of who learned nothing; nil where there is none.
  public let trivial: Double?

  /// One figure.
  ///
  /// - Parameters:
  ///   - name: what is measured.
  ///   - value: the network's figure.
  ///   - trivial: that of who learned nothing.
  public init(name: String, value: Double, trivial: Double?) {
    self.name = name
    self.value = value
    self.trivial = trivial
  }
}

/// Answers that are images or classes of pixels, compared with their targets.
struct PretextAnswers<Task: PretextTask> {
  let task: Task
  let answer: PretextAnswer

  init(_ task: Task, _ answer: PretextAnswer) {
    self.task = task
    self.answer = answer
  }

  /// The figures of a network; nil for answers of which the loss already counts what is right.
  func measures(of model: Model) -> [PretextMeasure]? {
    switch answer {
    case .classes, .embedding: nil
    case .image(let shape): errors(model.features(of: task), shape.count)
    case .pixelClasses(let shape): hits(model.features(of: task), shape)
    }
  }

  private func errors(_ outputs: Features, _ count: Int) -> [PretextMeasure] {
    var sums = [Errors](repeating: Errors(), count: 2)
    for index in 0..<task.count {
      let (target, weights) = target(of: index, count)
      let trivial = trivial(of: index, count)
      var hidden = [UInt8](repeating: 0, count: count)
      let hides = hidden.withUnsafeMutableBufferPointer { mask in
        mask.baseAddress.map { task.markHidden(index, in: $0) } ?? false
      }
      for element in 0..<count {
        let output = Double(outputs.values[index * count + element])
        let (wanted, other) = (Double(target[element]), Double(trivial[element]))
        // What does not count was not asked for.
        if weights[element] > 0 { sums[0].add(output - wanted, other - wanted) }
        if hides, hidden[element] != 0 { sums[1].add(output - wanted, other - wanted) }
      }
    }
    // Where nothing but what is hidden counts, its error is the only one.
    if sums[0].count == sums[1].count { sums[0] = Errors() }
    return zip(["rmse", "rmse-hidden"], sums).filter { $1.count > 0 }.map { name, sum in
      PretextMeasure(name: name, value: sum.root(sum.network), trivial: sum.root(sum.trivial))
    }
  }

  private func hits(_ outputs: Features, _ shape: Shape) -> [PretextMeasure] {
    let (pixels, classes) = (shape.rows * shape.columns, shape.channels)
    var right = [Int](repeating: 0, count: classes)
    var trivially = right
    var total = right
    for index in 0..<task.count {
      let (target, _) = target(of: index, pixels)
      let trivial = trivial(of: index, pixels)
      for pixel in 0..<pixels {
        let first = (index * pixels + pixel) * classes
        var best = 0
        for other in 1..<classes
        where outputs.values[first + other] > outputs.values[first + best] { best = other }
        let wanted = Int(target[pixel])
        total[wanted] += 1
        if best == wanted { right[wanted] += 1 }
        if Int(trivial[pixel]) == wanted { trivially[wanted] += 1 }
      }
    }
    return [
      PretextMeasure(
        name: "accuracy", value: Self.share(right, total), trivial: Self.share(trivially, total)),
      PretextMeasure(
        name: "balanced-accuracy", value: Self.balanced(right, total),
        trivial: Self.balanced(trivially, total)),
    ]
  }

  private static func share(_ right: [Int], _ total: [Int]) -> Double {
    Double(right.reduce(0, +)) / Double(max(total.reduce(0, +), 1))
  }

  private static func balanced(_ right: [Int], _ total: [Int]) -> Double {
    let present = total.indices.filter { total[$0] > 0 }
    let sum = present.reduce(0.0) { $0 + Double(right[$1]) / Double(total[$1]) }
    return sum / Double(max(present.count, 1))
  }

  private func target(
    of index: Int, _ count: Int
  ) -> (values: [Float], weights: [Float]) {
    var values = [Float](repeating: 0, count: count)
    var weights = [Float](repeating: 1, count: count)
    values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeMutableBufferPointer { weights in
        guard let values = values.baseAddress, let weights = weights.baseAddress else { return }
        task.writeTarget(index, to: values, weights: weights)
      }
    }
    return (values, weights)
  }

  private func trivial(of index: Int, _ count: Int) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      task.writeTrivialAnswer(index, to: values)
    }
    return values
  }
}

/// Squared errors of a network and of who learned nothing.
private struct Errors {
  var network = 0.0
  var trivial = 0.0
  var count = 0

  mutating func add(_ own: Double, _ other: Double) {
    network += own * own
    trivial += other * other
    count += 1
  }

  func root(_ sum: Double) -> Double { (sum / Double(count)).squareRoot() }
}

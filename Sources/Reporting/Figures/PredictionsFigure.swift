import Datasets
import Images
import Study

/// Test images beside the class probabilities of two networks.
struct PredictionsFigure {
  /// A test image and what two networks say of it.
  struct Item {
    /// The index among the test images.
    let image: Int
    let label: Int
    /// **Shape** (2 × classes): the baseline's, then the arm's.
    let probabilities: [[Double]]
    /// The baseline's class, then the arm's, as their records have them.
    let predictions: [Int]
  }

  let dataset: Dataset
  let items: [Item]
  /// The baseline, then the arm.
  let names: [String]
  let styles: [ArmStyle]
  let labels: Int
  let seed: UInt64
  let test: String

  private static let rowHeight = 132.0

  /// What two networks of the first repetition say at the largest size; nil where the store lacks them.
  ///
  /// - Parameters:
  ///   - subject: the arm that is compared with the baseline.
  ///   - results: what the store holds.
  ///   - dataset: the study's data.
  ///   - store: where the weights are.
  init?(
    _ subject: String, _ results: StudyResults, dataset: Dataset, store: RecordStore
  ) {
    let study = results.plan.study
    guard let test = study.tests.first, let labels = study.labels.last else { return nil }
    let names = [study.analysis.baseline, subject]
    let task = study.classification?.name
    let models = names.compactMap { name in
      results.plan.runs.first { $0.repetition == 1 && $0.isOf(name, labels, task) }.flatMap {
        StoredModel($0, of: results, dataset: dataset, in: store)
      }
    }
    guard models.count == 2, let predictions = try? models.map({ try $0.predictions() }) else {
      return nil
    }
    let chosen = Self.chosen(predictions, test.images, dataset.test)
    let images = chosen.map { $0 + test.images.lower }
    guard !images.isEmpty,
      let probabilities = try? models.map({ try $0.probabilities(ofTest: images) }),
      probabilities.allSatisfy({ $0.count == images.count })
    else { return nil }
    items = chosen.indices.map { index in
      Item(
        image: images[index], label: Int(dataset.test.labels[images[index]]),
        probabilities: probabilities.map { $0[index] },
        predictions: predictions.map { $0[chosen[index]] })
    }
    let all = ArmStyle.styles(study.arms.map(\.name), baseline: study.analysis.baseline)
    styles = names.compactMap { name in
      study.arms.firstIndex { $0.name == name }.map { all[$0] }
    }
    self.dataset = dataset
    self.names = names
    self.labels = labels
    self.test = test.name
    seed = models[0].run.seed
  }

  /// The first two images that both have right, that the baseline alone has wrong, and that the arm
  /// alone has wrong; where there are none of a kind, those that both have wrong. Indexes into the test
  /// set.
  private static func chosen(
    _ predictions: [[Int]], _ range: ImageRange, _ set: ImageSet
  ) -> [Int] {
    guard predictions.allSatisfy({ $0.count == range.count }) else { return [] }
    let places = (0..<range.count).map { place in
      predictions.map { $0[place] == Int(set.labels[range.lower + place]) }
    }
    let kinds = [[true, true], [false, true], [true, false], [false, false]]
    let found = kinds.map { kind in
      Array(places.indices.lazy.filter { places[$0] == kind }.prefix(2))
    }
    return Array(found.joined().prefix(6))
  }
}

extension Run {
  /// Whether it is an arm's at a size, for a task.
  fileprivate func isOf(_ name: String, _ labels: Int, _ wanted: String?) -> Bool {
    guard case .downstream(let arm, let size, let task) = kind else { return false }
    return arm.name == name && size == labels && task == wanted
  }
}

extension PredictionsFigure {
  /// The picture.
  var picture: Picture {
    let figure = Figure(
      name: "predictions",
      alternative: "Class probabilities of \(items.count) test images: "
        + items.map(words).joined(separator: "; ") + ".",
      caption: """
        Class probabilities (softmax) of images of the test set \(code: test), of \
        \(code: names[0]) (left bars) and \(code: names[1]) (right bars) with \(labels) labels and \
        seed \(code: "\(seed)"). The first images that both have right, that only \
        \(code: names[0]) has wrong, that only \(code: names[1]) has wrong, and that both have \
        wrong: at most two of each and six in all. A triangle marks the true class.
        """)
    return Picture(figure: figure, height: height, script: drawing)
  }

  private func words(_ item: Item) -> String {
    "image \(item.image) is of class \(item.label), "
      + zip(names, item.predictions).map { "\($0) says \($1)" }.joined(separator: ", ")
  }

  private var height: Int { 34 + Int(Self.rowHeight) * ((items.count + 1) / 2) }

  private var drawing: PlotScript {
    var canvas = Canvas(height: height)
    for (index, (name, style)) in zip(names, styles).enumerated() {
      let x = 16 + Double(index) * 352
      canvas.fill(x, 10, width: 14, height: 12, color: style.color, isHatched: index == 1)
      canvas.write(name, x + 22, 16, limit: 40)
    }
    for (index, item) in items.enumerated() {
      let x = index % 2 == 0 ? 16.0 : 368
      draw(item, x, 44 + Double(index / 2) * Self.rowHeight, on: &canvas)
    }
    return canvas.script
  }

  private func draw(_ item: Item, _ x: Double, _ y: Double, on canvas: inout Canvas) {
    let set = dataset.test
    let size = 84 * min(1, Double(set.columns) / Double(max(set.rows, 1)))
    canvas.image(
      Array(set.image(item.image)), columns: set.columns, channels: set.channels, x, y, size: size)
    canvas.write("test image \(item.image)", x, y + 98, size: 10)
    let (left, width, base) = (x + 104, 224.0, y + 84)
    let slot = width / Double(max(set.classCount, 1))
    canvas.line(left, base, to: left + width, base)
    for probability in [0, 0.5, 1] {
      let height = base - probability * 78
      canvas.line(left - 4, height, to: left, height)
      if probability != 0.5 {
        canvas.write(probability == 0 ? "0" : "1", left - 6, height, .right, size: 10)
      }
    }
    for index in 0..<set.classCount {
      let start = left + (Double(index) + 0.14) * slot
      for (network, style) in styles.enumerated() {
        let value = rounded(item.probabilities[network][index]) * 78
        guard value > 0 else { continue }
        canvas.fill(
          start + Double(network) * 0.36 * slot, base - value, width: 0.36 * slot, height: value,
          color: style.color, isHatched: network == 1)
      }
      if set.classCount <= 20 || index == item.label {
        let mark = index == item.label ? "▲" : ""
        canvas.write("\(index)", start + 0.36 * slot, base + 10, .center, size: 10)
        canvas.write(mark, start + 0.36 * slot, base + 23, .center, size: 9)
      }
    }
  }

  /// Three decimals: what is beyond may differ where the C library does.
  private func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }
}

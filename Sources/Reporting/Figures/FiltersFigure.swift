import Datasets
import Images
import Statistics
import Study

/// The first layer's filters: what the pretext's encoder and a supervised one look for.
struct FiltersFigure {
  /// The filters of one network.
  struct Bank {
    let name: String
    /// **Shape** (filters × kernel × kernel × channels).
    let filters: [[Float]]
  }

  let banks: [Bank]
  let kernel: Int
  let channels: Int
  let seed: UInt64

  private static let (columns, cell, limit) = (16, 40.0, 64)
  private static let width = 720

  /// The filters of the first repetition; what is not in the store is left out.
  init(_ results: StudyResults, dataset: Dataset, store: RecordStore) {
    channels = dataset.training.channels
    if case .convolution(let layer) = results.plan.study.encoder.first {
      kernel = layer.kernel
    } else {
      kernel = 0
    }
    let runs = results.plan.runs.filter { $0.repetition == 1 }
    seed = runs.first?.seed ?? 0
    let baseline = results.plan.study.analysis.baseline
    let labels = results.plan.study.labels.last
    banks = runs.compactMap { run in
      let name: String
      switch run.kind {
      case .pretraining(let pretext): name = "pretext \(pretext)"
      case .downstream(let arm, let size, let task):
        let isFirst = task == results.plan.study.tasks.first?.name
        guard isFirst, arm.name == baseline, size == labels else { return nil }
        name = "\(arm.name), \(size) labels"
      }
      let model = StoredModel(run, of: results, dataset: dataset, in: store)
      let filters = (try? model?.firstFilters()) ?? nil
      return filters.map { Bank(name: name, filters: Array($0.prefix(Self.limit))) }
    }
  }

  /// The picture; nil where there are no filters that could be seen: none of a convolution, or a single
  /// pixel each, or of images that are neither grey nor coloured.
  var picture: Picture? {
    guard !banks.isEmpty, kernel > 1, channels == 1 || channels == 3 else { return nil }
    let names = banks.map { RichText.code($0.name) }.joined(separator: " and ")
    let scale: RichText =
      channels == 1
      ? "black is the most negative weight, white the most positive one, grey is zero"
      : "a channel's weight is its brightness, and grey is zero"
    let figure = Figure(
      name: "filters",
      alternative: "Filters of the first layer of \(banks.map(\.name).joined(separator: " and ")): "
        + "\(banks.first?.filters.count ?? 0) squares of \(kernel) × \(kernel) weights each.",
      caption: """
        The \(kernel) × \(kernel) filters of the encoder's first layer after training: \(names), \
        with seed \(code: "\(seed)"). On a scale that is common to all, from −\(largestText) to \(largestText), \
        \(scale).
        """)
    return Picture(figure: figure, width: Self.width, height: height, script: script)
  }

  private var largest: Float { banks.flatMap { $0.filters.joined() }.map(abs).max() ?? 0 }

  private var largestText: String { Significant.text(Double(largest), digits: 2) }

  private func rows(_ bank: Bank) -> Int { (bank.filters.count + Self.columns - 1) / Self.columns }

  private var height: Int {
    10 + banks.reduce(0) { $0 + 40 + Int(Self.cell + 4) * rows($1) }
  }

  private var script: PlotScript {
    var canvas = Canvas(width: Self.width, height: height)
    var top = 22.0
    for bank in banks {
      canvas.write(bank.name, 10, top)
      top += 18
      for (index, filter) in bank.filters.enumerated() {
        let (row, column) = (index / Self.columns, index % Self.columns)
        canvas.image(
          filter.map { Self.shade($0, largest) }, columns: kernel, channels: channels,
          10 + Double(column) * (Self.cell + 4), top + Double(row) * (Self.cell + 4),
          size: Self.cell)
      }
      top += Double(rows(bank)) * (Self.cell + 4) + 22
    }
    return canvas.script
  }

  /// A weight as a shade of grey, 128 for zero.
  private static func shade(_ weight: Float, _ largest: Float) -> UInt8 {
    guard largest > 0 else { return 128 }
    return UInt8(clamping: Int((128 + 127 * weight / largest).rounded()))
  }
}

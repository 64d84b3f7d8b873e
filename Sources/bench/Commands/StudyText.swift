import Datasets
import Network
import Study

/// A study as a person reads it.
enum StudyText {
  static func text(_ loaded: LoadedStudy) -> String {
    let study = loaded.study
    return [
      HelpText.wrap(study.title),
      HelpText.wrap(study.question),
      HelpText.table(facts(loaded)),
      "Encoder:\n" + layers(study.encoder),
      "Head:\n" + layers(study.head),
      study.pretext.map { "Pretext head:\n" + layers($0.head) },
      "Arms:\n" + HelpText.table(study.arms.map { ($0.name, arm($0)) }),
    ].compactMap { $0 }.joined(separator: "\n\n")
  }

  private static func analysis(_ analysis: AnalysisSpecification) -> String {
    let margin = analysis.margin.map { ", margin of equivalence \($0)" } ?? ""
    return "confidence \(analysis.confidence)\(margin)"
  }

  private static func facts(_ loaded: LoadedStudy) -> [(left: String, right: String)] {
    let study = loaded.study
    var facts = [
      ("name", study.name),
      ("protocol", loaded.path),
      ("SHA-256", "\(loaded.digest.short)…"),
      ("data set", "\(dataset(study.dataset)), pixels \(study.pixels)"),
      ("labelled images", "\(study.labelledImages), subset \(study.subset.rawValue)"),
      ("tests", study.tests.map { "\($0.name) \($0.images)" }.joined(separator: ", ")),
      ("labels", study.labels.map { "\($0)" }.joined(separator: ", ")),
      ("repetitions", "\(study.repetitions) of the \(study.seedList.count) of \(study.seeds)"),
      ("baseline", "\(study.analysis.baseline), \(analysis(study.analysis))"),
    ]
    if let pretext = study.pretext {
      let start = pretext.firstImageLast ? ", first image last" : ""
      facts.insert(
        (
          "pretext",
          "\(pretext.task.rawValue) on images \(study.pretextImages), \(pretext.order.rawValue)\(start): "
            + "\(pretext.training)"
        ), at: 4)
    }
    return facts
  }

  private static func dataset(_ dataset: DatasetSpecification) -> String {
    guard case .strokes(let training, let test, let seed) = dataset else { return dataset.name }
    return "strokes (\(training) training and \(test) test images, seed \(seed))"
  }

  private static func arm(_ arm: Arm) -> String {
    "\(arm.weights.rawValue) weights, encoder \(arm.encoder.rawValue): \(arm.training)"
  }

  private static func layers(_ layers: [LayerSpecification]) -> String {
    layers.map { "  \(layer($0))" }.joined(separator: "\n")
  }
}

extension StudyText {
  static func layer(_ layer: LayerSpecification) -> String {
    switch layer {
    case .convolution(let it):
      "convolution, \(it.filters) filters \(it.kernel)×\(it.kernel), stride \(it.stride), "
        + "\(it.padding.rawValue)" + (it.activation == .relu ? ", relu" : "")
    case .maxPooling(let it):
      "max-pooling \(it.size)×\(it.size), stride \(it.stride), \(it.padding.rawValue)"
    case .averagePooling(let it):
      "average-pooling \(it.size)×\(it.size), stride \(it.stride), \(it.padding.rawValue)"
    case .relu, .flatten, .globalAveragePooling: layer.name
    case .dense(let it): "dense, \(it.units) units" + (it.activation == .relu ? ", relu" : "")
    case .batchNormalization(let it):
      "batch-normalization, momentum \(it.momentum), epsilon \(it.epsilon)"
        + (it.activation == .relu ? ", relu" : "")
    case .dropout(let it): "dropout \(it.rate)"
    }
  }
}

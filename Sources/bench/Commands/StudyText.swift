import Datasets
import Network
import Study

/// A study as a person reads it.
enum StudyText {
  static func text(_ loaded: LoadedStudy) -> String {
    let study = loaded.study
    let arms = study.arms.map { ($0.name, arm($0)) }
    return
      ([
        HelpText.wrap(study.title), HelpText.wrap(study.question), HelpText.table(facts(loaded)),
      ] + (study.encoder.isEmpty ? [] : ["Encoder:\n" + layers(study.encoder)])
      + (study.head.isEmpty ? [] : ["Head:\n" + layers(study.head)])
      + study.pretexts.map { "Head of the pretext \($0.name):\n" + layers($0.head) } + [
        "Arms:\n" + HelpText.table(arms)
      ]).joined(separator: "\n\n")
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
    let pretexts = study.pretexts.map { pretext in
      (study.pretexts.count == 1 ? "pretext" : "pretext \(pretext.name)", text(pretext, of: study))
    }
    facts.insert(contentsOf: pretexts, at: 4)
    return facts
  }

  private static func text(_ pretext: PretextSpecification, of study: Study) -> String {
    let options = pretext.task.options.sorted { $0.key < $1.key }
      .map { ", \($0.key) \($0.value)" }.joined()
    let source = pretext.dataset.map { " of \(dataset($0))" } ?? ""
    let start = pretext.firstImageLast ? ", first image last" : ""
    return "\(pretext.task.name)\(options) on images \(study.images(of: pretext))\(source), "
      + "\(pretext.order.rawValue)\(start): \(pretext.training)"
  }

  private static func dataset(_ dataset: DatasetSpecification) -> String {
    switch dataset {
    case .named, .folder: dataset.name
    case .strokes(let training, let test, let seed), .shapes(let training, let test, let seed):
      "\(dataset.name) (\(training) training and \(test) test images, seed \(seed))"
    }
  }

  private static func arm(_ arm: Arm) -> String {
    if let learner = arm.learner {
      return
        "learner, at most \(learner.timeout): \(VisibleText.of(CommandText.of(learner.command)))"
    }
    let from = arm.trainFrom.map { " from layer \($0)" } ?? ""
    let layers = arm.layers.map { ", \($0) of its layers" } ?? ""
    let encoder = "\(arm.weights) weights, encoder \(arm.encoder.rawValue)\(from)\(layers)"
    if let neighbours = arm.neighbours { return "\(encoder): \(neighbours) neighbours vote" }
    let head = arm.head == nil ? "" : ", own head"
    let more = arm.pseudoLabels.map { ", pseudo-labels from \($0.threshold)" } ?? ""
    return "\(encoder)\(head)\(more): \(arm.training)"
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
    case .transposedConvolution(let it):
      "transposed-convolution, \(it.filters) filters \(it.kernel)×\(it.kernel), stride "
        + "\(it.stride), \(it.padding.rawValue)" + (it.activation == .relu ? ", relu" : "")
    case .depthToSpace(let it): "depth-to-space \(it.factor)×\(it.factor)"
    case .upsampling(let it): "upsampling \(it.factor)×\(it.factor)"
    case .relu, .flatten, .globalAveragePooling, .join: layer.name
    case .dense(let it): "dense, \(it.units) units" + (it.activation == .relu ? ", relu" : "")
    case .batchNormalization(let it):
      "batch-normalization, momentum \(it.momentum), epsilon \(it.epsilon)"
        + (it.activation == .relu ? ", relu" : "")
    case .dropout(let it): "dropout \(it.rate)"
    }
  }
}

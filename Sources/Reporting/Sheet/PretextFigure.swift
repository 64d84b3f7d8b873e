import Datasets
import Network
import Pretext
import Study

/// A pretext task of a study: what it shows the network, what it asks, and what the network of the first
/// repetition answers.
struct PretextFigure {
  let pretext: PretextSpecification
  /// What the task asks, in a few words.
  let summary: String
  /// Whether it looks at labels.
  let usesLabels: Bool
  let sheet: PretextSheet
  /// The name of the images' set.
  let dataset: String
  /// How many images are shown, and whether they were held out from the training.
  let images: Int
  let isHeldOut: Bool
  let seed: UInt64
  /// The figure's name.
  let name: String

  /// What the names of these figures begin with.
  static let prefix = "pretext-"

  /// The figures of a study's pretexts, in its order; what the store lacks is left out.
  static func figures(
    _ results: StudyResults, dataset: Dataset, store: RecordStore
  ) throws -> [PretextFigure] {
    var names: [String] = []
    return try results.plan.study.neededPretexts.compactMap { pretext in
      let plain = prefix + fileName(of: pretext.name)
      var name = plain
      var number = 1
      while names.contains(name) {
        number += 1
        name = "\(plain)-\(number)"
      }
      names.append(name)
      return try PretextFigure(pretext, name, results, dataset: dataset, store: store)
    }
  }

  private init?(
    _ pretext: PretextSpecification, _ name: String, _ results: StudyResults, dataset: Dataset,
    store: RecordStore
  ) throws {
    let plan = results.plan
    guard let layout = plan.networks.pretext(named: pretext.name)?.layout,
      let type = plan.tasks.task(named: pretext.task.name),
      let run = plan.runs.first(where: { $0.kind == .pretraining(pretext: pretext.name) })
    else { return nil }
    let count = layout.copies > 1 ? 3 : 6
    guard
      let task = try plan.examples(of: pretext.name, count: count, dataset, seed: run.seed)
    else { return nil }
    let model = StoredModel(run, of: results, dataset: dataset, in: store)
    let answers = (try? model?.answers(toFirst: count)) ?? nil
    sheet = PretextSheet(
      task, layout: layout, subject: plan.subject(of: pretext, dataset), scale: plan.study.pixels,
      answers: answers.flatMap { $0.count == task.count ? $0 : nil })
    self.pretext = pretext
    summary = type.summary
    usesLabels = type.usesLabels
    self.dataset = pretext.dataset?.name ?? dataset.name
    images = task.count / max(layout.copies, 1)
    isHeldOut = plan.study.heldOutImages(of: pretext) != nil
    seed = run.seed
    self.name = name
  }

  /// Letters, digits and hyphens.
  private static func fileName(of name: String) -> String {
    String(
      name.map { character in
        character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
      })
  }
}

extension PretextFigure {
  /// The picture.
  var picture: Picture {
    let canvas = sheet.canvas
    let title: RichText = .code(pretext.name)
    let figure = Figure(
      name: name,
      alternative:
        "\(images) images of \(dataset) as the pretext task \(pretext.name) gives them to the "
        + "network\(words).",
      caption: """
        What the pretext task \(title) asks: \(summary) The first \(images) training images of \
        \(dataset) \(isHeldOut ? "that were held out from its training" : "that it trains on")\
        \(usesLabels ? "" : ", without their labels")\
        \(sheet.copies > 1 ? ", each \(sheet.copies) times" : "").\(answerText)\(stretchText)
        """)
    return Picture(
      figure: figure, width: canvas.width, height: canvas.height, script: canvas.script)
  }

  private var hasAnswers: Bool { sheet.examples.contains { $0.answer != nil } }

  /// What the network makes of them, in words.
  private var words: String {
    let words = sheet.examples.compactMap { $0.words.last?.isRight }
    guard !words.isEmpty else { return hasAnswers ? ", and the images it answers" : "" }
    return "; it has \(words.count { $0 }) of \(words.count) right"
  }

  private var answerText: RichText {
    guard hasAnswers else { return "" }
    let network: RichText = "the network of seed \(code: "\(seed)")"
    return sheet.examples.contains { !$0.words.isEmpty }
      ? " Under the right class stands that which \(network) takes the example for (✓ right, ✗ wrong)."
      : " \(strong: "network") is what \(network) makes of the input, where that was asked for."
  }

  private var stretchText: String {
    sheet.isStretched
      ? " Inputs are shown from their least value to their largest one, on one scale." : ""
  }
}

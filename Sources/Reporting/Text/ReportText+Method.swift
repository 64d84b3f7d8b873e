import Datasets
import Network
import Study

extension ReportText {
  /// Which sources of variation an interval covers, and which it does not.
  var randomisedSection: [Block] {
    let isBalanced = study.subset == .balanced
    let networks = study.arms.filter(\.isBuiltIn)
    let shuffles = networks.contains { $0.training.shuffle }
    let mixes = study.arms.contains { $0.pseudoLabels != nil || $0.neighbours != nil }
    let allShuffle = networks.allSatisfy(\.training.shuffle)
    let fractions = networks.map(\.training.validationFraction)
    let heads = study.pretexts.flatMap(\.head) + study.arms.flatMap { $0.head ?? [] }
    let drops = (study.encoder + study.head + heads).contains { layer in
      if case .dropout = layer { true } else { false }
    }
    let augments =
      networks.contains { $0.training.augmentation != nil }
      || study.pretexts.contains { $0.training.augmentation != nil }
    var sources: [(String, Bool, String)] = [
      (
        "labelled subset", isBalanced,
        isBalanced
          ? "drawn for every seed, class-balanced, smaller sets inside larger ones"
          : "always the first images of \(study.labelledImages)"
      ),
      (
        "initial weights", !networks.isEmpty,
        networks.isEmpty
          ? "there are none" : "Glorot uniform, the same for arms that share a layer"
      ),
      (
        "order of the examples", shuffles,
        !shuffles
          ? networks.isEmpty ? "there is none" : "always the same"
          : "a new order every epoch, the same for every arm"
            + (allShuffle ? "" : " that shuffles")
            + (mixes ? " that trains on labelled images alone" : "")
      ),
      (
        "validation part", isBalanced && fractions.contains { $0 > 0 },
        fractions.allSatisfy { $0 == 0 }
          ? "there is none" : "the end of the labelled subset"
      ),
      (
        "dropout", drops, drops ? "masks drawn anew for every batch" : "there is none"
      ),
      (
        "augmentation", augments,
        augments ? "crops and mirrors drawn anew in every epoch" : "there is none"
      ),
      (
        "pretraining", !study.neededPretexts.isEmpty,
        study.neededPretexts.isEmpty
          ? "there is none"
          : "made anew for every seed, examples "
            + Self.distinct(study.neededPretexts.map(\.order.rawValue)).joined(separator: " or ")
      ),
      (
        "test images", false,
        "always the same: the paired t interval is for new seeds, not for new images"
      ),
    ]
    if networks.count < study.arms.count {
      sources.append(
        ("learners", true, "the seed is given to the program; what it draws from it is its own"))
    }
    let rows = sources.map { [RichText($0.0), RichText($0.1 ? "yes" : "no"), RichText($0.2)] }
    return [
      .heading(2, "What was randomised"),
      .table(Table(["source", "randomised", "how"], rows, left: 3)),
      .paragraph(
        """
        Training and test images are never redrawn from one pool, so the correction of Nadeau and \
        Bengio (2003) for overlapping splits has no place here.
        """),
    ]
  }

  /// What differs between the arms, and what they share.
  var differencesSection: [Block] {
    var properties: [(String, (Arm) -> String)] = [
      ("first weights", builtIn { "\($0.weights)" }),
      ("encoder", builtIn(encoderText)),
      (
        "head",
        builtIn {
          $0.neighbours.map { "\($0) nearest vote" } ?? ($0.head == nil ? "shared" : "own")
        }
      ),
      ("trainable parameters", builtIn { "\(trainable($0))" }),
      ("optimiser", trained { "\($0.optimizer)" }),
      ("batch size", trained { "\($0.batchSize)" }),
      ("budget", trained { "\($0.budget)" }),
      ("stopping", trained { $0.earlyStopping.map { "\($0)" } ?? "none" }),
      ("validation part", trained { "\($0.validationFraction)" }),
    ]
    properties += study.arms.contains { $0.pseudoLabels != nil } ? [unlabelled] : []
    properties += study.arms.contains { !$0.isBuiltIn } ? [learner] : []
    var differing: [[RichText]] = []
    var shared: [String] = []
    for (name, value) in properties {
      let values = study.arms.map(value)
      let known = values.filter { $0 != "–" }
      if known.contains(where: { $0 != known[0] }) {
        differing.append([RichText(name)] + values.map { RichText($0) })
      } else if let value = known.first {
        shared.append("\(name): \(value)")
      }
    }
    let votes = study.arms.contains { !$0.trainsNetwork }
    let orders = study.arms.filter(\.isBuiltIn).map {
      $0.training.shuffle ? "shuffled" : "as they are"
    }
    if orders.contains(where: { $0 != orders[0] }) {
      let order = builtIn { $0.training.shuffle ? "shuffled" : "as they are" }
      differing.append(["order of the examples"] + study.arms.map { RichText(order($0)) })
    }
    return [
      .heading(2, "What differs between the arms"),
      .table(
        Table(
          [""] + study.arms.map { RichText.code($0.name) }, differing,
          left: study.arms.count + 1)),
    ]
      + (shared.isEmpty
        ? []
        : [
          .paragraph(
            "Shared by all arms\(votes ? " that train" : ""): \(shared.joined(separator: "; ")).")
        ]) + pretextText
  }

  /// A property of the networks; of a learner nothing is known.
  private func builtIn(_ property: @escaping (Arm) -> String) -> (Arm) -> String {
    { $0.isBuiltIn ? property($0) : "–" }
  }

  /// The program that a learner is, and what is known of its budget.
  private var learner: (String, (Arm) -> String) {
    (
      "learner",
      { arm in
        arm.learner.map {
          "\(CommandText.of($0.command)) (told of a budget of \(arm.training.budget), "
            + "batches of \(arm.training.batchSize))"
        } ?? "built in"
      }
    )
  }

  /// A property of the training; of arms that train nothing there is none.
  private func trained(
    _ property: @escaping (TrainingSpecification) -> String
  ) -> (Arm) -> String {
    { $0.trainsNetwork ? property($0.training) : "–" }
  }

  /// What images without labels add.
  private var unlabelled: (String, (Arm) -> String) {
    (
      "images without labels",
      { arm in
        guard let it = arm.pseudoLabels else { return "none" }
        return "\(study.pretextImages.count), as many in a batch as labelled ones, from a "
          + "probability of \(it.threshold), weight \(it.weight) after \(it.rampUp) updates"
      }
    )
  }

  private var pretextText: [Block] {
    let sentences = study.neededPretexts.map { pretext -> RichText in
      let source = pretext.dataset.map { " of \($0.name)" } ?? ""
      return """
        Pretext: \(pretext.name) on \(study.images(of: pretext).count) images\(source), examples \
        \(pretext.order.rawValue); \("\(pretext.training)").
        """
    }
    return sentences.count > 1 ? [.list(sentences)] : sentences.map { .paragraph($0) }
  }

  /// What happens to the encoder of an arm, and which of its layers are used.
  private func encoderText(_ arm: Arm) -> String {
    let from = arm.trainFrom.map { " from layer \($0)" } ?? ""
    let layers = arm.layers.map { $0 == 0 ? ", none: pixels" : ", first \($0) layers" } ?? ""
    return arm.encoder.rawValue + from + layers
  }

  /// Every text once, in the order of the first.
  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func trainable(_ arm: Arm) -> Int {
    guard arm.trainsNetwork, let task = study.tasks.first else { return 0 }
    let own = results.plan.networks.downstream(of: arm.name, on: task.name)
    return own?.trained.trainableCount ?? 0
  }

  /// Which bytes went in.
  var dataSection: [Block] {
    let own = dataset.files.map { [RichText.code($0.name), RichText.code("\($0.digest)")] }
    let others = results.plan.others.flatMap { other in
      other.trainingFiles.map {
        [RichText.code("\(other.name)/\($0.name)"), RichText.code("\($0.digest)")]
      }
    }
    let programs = results.plan.programs.map {
      [RichText.code($0.name), RichText.code("\($0.digest)")]
    }
    let files = own + others + programs
    return [
      .heading(2, "Data"),
      .paragraph(
        """
        \(code: study.dataset.name), pixels \("\(study.pixels)"); pretext images \
        \("\(study.pretextImages)"), labelled images \("\(study.labelledImages)") of the training set.
        """),
      .table(Table(["content", "SHA-256"], files, left: 2)),
    ]
  }

  /// How anyone gets the same bytes.
  var reproductionSection: [Block] {
    let command = (["bench sweep", study.name] + loaded.optionWords).joined(separator: " ")
    let seeds = study.repetitionSeeds.map { "\($0)" }.joined(separator: ", ")
    return [
      .heading(2, "How to reproduce"),
      .listing(command),
      .paragraph(
        """
        makes this report again, byte for byte, with any number of workers and on any processor \
        (pictures, and the page that holds them, where gnuplot has the same version); \
        \(code: "bench verify") on this folder compares the digest of every record. Engine version \
        \(Engine.version); protocol SHA-256 \(code: "\(loaded.digest)"); \(results.plan.runs.count) \
        runs; seeds \(seeds).
        """),
    ]
  }
}

import Datasets
import Network
import Study

extension MarkdownReport {
  /// Which sources of variation an interval covers, and which it does not.
  var randomisedSection: String {
    let isBalanced = study.subset == .balanced
    let shuffles = study.arms.contains { $0.training.shuffle }
    let allShuffle = study.arms.allSatisfy(\.training.shuffle)
    let sources: [(String, Bool, String)] = [
      (
        "labelled subset", isBalanced,
        isBalanced
          ? "drawn for every seed, class-balanced, smaller sets inside larger ones"
          : "always the first images of \(study.labelledImages)"
      ),
      ("initial weights", true, "Glorot uniform, the same for arms that share a layer"),
      (
        "order of the examples", shuffles,
        !shuffles
          ? "always the same"
          : "a new order every epoch, the same for every arm\(allShuffle ? "" : " that shuffles")"
      ),
      (
        "pretraining", study.needsPretext,
        study.needsPretext ? "made anew for every seed" : "there is none"
      ),
      ("test images", false, "always the same: intervals are for new seeds, not new images"),
    ]
    let rows = sources.map { [$0.0, $0.1 ? "yes" : "no", $0.2] }
    return "## What was randomised\n\n"
      + Markdown.table(["source", "randomised", "how"], rows, left: 3)
  }

  /// What differs between the arms, and what they share.
  var differencesSection: String {
    let properties: [(String, (Arm) -> String)] = [
      ("first weights", { $0.weights == .pretext ? "pretext" : "random" }),
      ("encoder", { $0.encoder.rawValue }),
      ("trainable parameters", { "\(trainable($0))" }),
      ("optimiser", { "\($0.training.optimizer)" }),
      ("batch size", { "\($0.training.batchSize)" }),
      ("budget", { "\($0.training.budget)" }),
      ("stopping", { $0.training.earlyStopping.map { "\($0)" } ?? "none" }),
      ("validation part", { "\($0.training.validationFraction)" }),
    ]
    var differing: [[String]] = []
    var shared: [String] = []
    for (name, value) in properties {
      let values = study.arms.map(value)
      if Set(values).count > 1 {
        differing.append([name] + values)
      } else {
        shared.append("\(name): \(values.first ?? "–")")
      }
    }
    if Set(study.arms.map(\.training.shuffle)).count > 1 {
      let orders = study.arms.map { $0.training.shuffle ? "shuffled" : "as they are" }
      differing.append(["order of the examples"] + orders)
    }
    let table = Markdown.table(
      [""] + study.arms.map { "`\($0.name)`" }, differing, left: study.arms.count + 1)
    let pretext = study.pretext.map { pretext in
      let training = pretext.training
      return "\n\nPretext: \(pretext.task.rawValue) on \(study.pretextImages.count) images, "
        + "examples \(pretext.order.rawValue); \(training)."
    }
    return "## What differs between the arms\n\n\(table)\n\nShared by all arms: "
      + shared.joined(separator: "; ") + "." + (study.needsPretext ? pretext ?? "" : "")
  }

  private func trainable(_ arm: Arm) -> Int {
    let networks = results.plan.networks
    return arm.encoder == .trained
      ? networks.classifier.trainableCount : networks.head.trainableCount
  }

  /// Which bytes went in.
  var dataSection: String {
    let files = dataset.files.map { ["`\($0.name)`", "`\($0.digest)`"] }
    return
      "## Data\n\n\(Markdown.code(study.dataset.name)), pixels \(study.pixels); pretext images "
      + "\(study.pretextImages), labelled images \(study.labelledImages) of the training set.\n\n"
      + Markdown.table(["content", "SHA-256"], files, left: 2)
  }

  /// How anyone gets the same bytes.
  var reproductionSection: String {
    let command = (["bench sweep", study.name] + options).joined(separator: " ")
    let seeds = study.repetitionSeeds.map { "\($0)" }.joined(separator: ", ")
    return """
      ## How to reproduce

          \(command)

      makes this report again, byte for byte, with any number of workers and on any processor; \
      `bench verify` on this folder compares the digest of every record. Engine version \
      \(Engine.version); protocol SHA-256 `\(loaded.digest)`; \(results.plan.runs.count) runs; \
      seeds \(seeds).
      """
  }

  private var options: [String] { loaded.optionWords }
}

import Network
import Pretext

extension StudyRules {
  /// Checks the names of pretexts, their tasks and options.
  mutating func checkPretexts() {
    let path = JSON5Path.root["pretexts"]
    checkNames(study.pretexts.map(\.name), path, noun: "a pretext")
    for (index, pretext) in study.pretexts.enumerated() {
      if pretext.name == Arm.Weights.randomName {
        report(.reservedName(pretext.name), path[index]["name"])
      }
      if let dataset = pretext.dataset, case .named(let name) = dataset {
        require(dataset.sizes != nil, .unknownDataset(name), path[index]["dataset"])
      }
      checkTask(pretext, path[index])
      checkOrder(pretext, path[index])
    }
  }

  private mutating func checkTask(_ pretext: PretextSpecification, _ path: JSON5Path) {
    guard let task = tasks.task(named: pretext.task.name) else {
      return report(
        .unknownTask(pretext.task.name, known: tasks.tasks.map { $0.name }), path["task"])
    }
    do throws(PretextError) {
      let settings = try pretext.task.settings(of: task)
      guard let subject = subject(of: pretext) else { return }
      _ = try task.layout(settings, on: subject)
    } catch {
      let place = error.option.map { path["task"][$0] } ?? path["task"]
      report(.pretextTask(error.reason), place)
    }
  }

  private mutating func checkOrder(_ pretext: PretextSpecification, _ path: JSON5Path) {
    let hasEffect = !pretext.firstImageLast || pretext.order == .sequential
    require(hasEffect, .firstImageLastShuffled, path["firstImageLast"])
    guard let copies = layout(of: pretext)?.copies else { return }
    let batch = pretext.training.batchSize
    let isWhole = pretext.order != .shuffledImages || batch % copies == 0
    require(
      isWhole, .dividedCopies(batch: batch, copies: copies), path["training"]["batchSize"])
  }

  /// What is known of a pretext's images; nil where only the files can tell.
  private func subject(of pretext: PretextSpecification) -> PretextSubject? {
    let dataset = pretext.dataset ?? study.dataset
    guard let side = dataset.side, let channels = dataset.channels, let classes = dataset.classes
    else { return nil }
    return PretextSubject(
      shape: Shape(rows: side, columns: side, channels: channels), classCount: classes)
  }

  /// What a pretext's task asks of the networks; nil where that cannot be told, or is reported.
  func layout(of pretext: PretextSpecification) -> PretextLayout? {
    guard let task = tasks.task(named: pretext.task.name), let subject = subject(of: pretext),
      let settings = try? pretext.task.settings(of: task)
    else { return nil }
    return try? task.layout(settings, on: subject)
  }
}

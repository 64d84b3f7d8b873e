public import Datasets
import Images
import Network
public import Pretext
import Random

extension BuiltInExecutor {
  /// Trains the network of a pretext.
  func pretrain(
    _ run: Run, _ name: String, _ threads: ThreadShare, _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    guard let pretext = study.pretext(named: name), let own = networks.pretext(named: name),
      let task = plan.tasks.task(named: pretext.task.name)
    else { throw StudyError.missingPretraining(run.identifier) }
    return try pretrain(task, pretext, own, run, threads, isInterrupted)
  }

  private func pretrain<Task: PretextTask>(
    _ type: Task.Type, _ pretext: PretextSpecification, _ own: StudyNetworks.Pretext, _ run: Run,
    _ threads: ThreadShare, _ isInterrupted: () -> Bool
  ) throws -> RunOutcome {
    let settings = try pretext.task.settings(of: type)
    let images = study.images(of: pretext).indexes
    let split = images.lowerBound + pretext.training.trainingCount(of: images.count)
    let trained = images.lowerBound..<split
    let source = try Task(
      settings,
      on: self.images(
        of: pretext, type, trained, known: trained,
        shuffling: pretext.order == .shuffledImages
          ? RandomStream(seed: run.seed, purpose: "order/pretext") : nil,
        augmenter: augmenter(pretext.training, run, "pretext")), seed: run.seed)
    let kept = try Task(
      settings, on: self.images(of: pretext, type, split..<images.upperBound, known: trained),
      seed: run.seed)
    let validation = kept.count > 0 ? kept : nil
    let model = Model(
      own.network, level: level, threads: threads, loss: own.layout.answer.loss)
    model.initialize(
      seed: run.seed,
      purposes: purposes(
        encoder: 0..<networks.encoder.affineLayerCount, head: "pretext-head", of: own.network))
    var trainer = Trainer(
      model, on: source, validation: validation, training: pretext.training.training,
      order: RandomStream(seed: run.seed, purpose: "order/pretext"),
      dropout: RandomStreams(seed: run.seed, purpose: "dropout/pretext"))
    let log = try trainer.run(isInterrupted: isInterrupted)
    let score = validation.map { RunResult.Score("validation", model.evaluate($0)) }
    let measures = validation.flatMap { PretextAnswers($0, own.layout.answer).measures(of: model) }
    return RunOutcome(
      result: try JSONValue(
        encoding: RunResult(log, tests: [], validation: score, measures: measures)),
      attachments: [("weights", model.weights.littleEndianData)])
  }

  /// Validation images are the last ones, with all that is made of them: none is trained on.
  private func images(
    of pretext: PretextSpecification, _ task: any PretextTask.Type, _ range: Range<Int>,
    known: Range<Int>, shuffling: RandomStream? = nil, augmenter: Augmenter? = nil
  ) -> PretextImages {
    let set = plan.images(of: pretext, dataset)
    return PretextImages(
      pixels: set.pixels, labels: task.usesLabels ? set.labels : [], subject: set.subject,
      scale: study.pixels, range: range, known: known, firstImageLast: pretext.firstImageLast,
      shuffling: shuffling, augmenter: augmenter)
  }
}

extension Study {
  /// The images of a pretext that its training does not see.
  ///
  /// - Parameter pretext: one of the study's.
  /// - Returns: the last of its images; nil where it trains on all.
  public func heldOutImages(of pretext: PretextSpecification) -> Range<Int>? {
    let all = images(of: pretext).indexes
    let split = all.lowerBound + pretext.training.trainingCount(of: all.count)
    return split < all.upperBound ? split..<all.upperBound : nil
  }
}

extension Plan {
  /// The training images of a pretext's data set.
  func images(of pretext: PretextSpecification, _ dataset: Dataset) -> ImageSet {
    guard let name = pretext.dataset?.name else { return dataset.training }
    return others.first { $0.name == name }?.training ?? dataset.training
  }

  /// What a pretext task is told of its images.
  ///
  /// - Parameters:
  ///   - pretext: one of the study's.
  ///   - dataset: the study's data.
  /// - Returns: their shape and number of classes.
  public func subject(of pretext: PretextSpecification, _ dataset: Dataset) -> PretextSubject {
    images(of: pretext, dataset).subject
  }

  /// The first examples of a pretext, as its task shows them where nothing is trained: of images that are
  /// held out from its training, where there are any.
  ///
  /// - Parameters:
  ///   - name: a pretext's name.
  ///   - count: of how many images, at most.
  ///   - dataset: the study's data.
  ///   - seed: a repetition's seed, of which the task's draws are.
  /// - Returns: nil where the study has no such pretext.
  /// - Throws: `PretextError` where the task does not fit the images.
  public func examples(
    of name: String, count: Int, _ dataset: Dataset, seed: UInt64
  ) throws -> (any PretextTask)? {
    guard let pretext = study.pretext(named: name),
      let task = tasks.task(named: pretext.task.name)
    else { return nil }
    let set = images(of: pretext, dataset)
    let all = study.images(of: pretext).indexes
    let heldOut = study.heldOutImages(of: pretext)
    let images = PretextImages(
      pixels: set.pixels, labels: task.usesLabels ? set.labels : [], subject: set.subject,
      scale: study.pixels, range: (heldOut ?? all).prefix(count),
      known: all.lowerBound..<(heldOut?.lowerBound ?? all.upperBound))
    return try task.init(try pretext.task.settings(of: task), on: images, seed: seed)
  }
}

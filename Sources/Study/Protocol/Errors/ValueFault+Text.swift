import Images

extension ValueFault: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    nameText ?? rangeText ?? trainingText ?? scheduleText ?? pixelText ?? layerText ?? armText
      ?? transferText ?? "the value is not allowed"
  }

  private var nameText: String? {
    switch self {
    case .badName(let name):
      "\"\(name)\" is no name here; use only a-z, 0-9 and -, beginning with a letter or digit"
    case .nameDiffersFromFile(let name, let file):
      "\"\(name)\" is not the file's name; write \"\(file)\" or rename the file"
    case .emptyText: "the text is empty; write a sentence"
    case .unknownDataset(let name):
      "unknown data set \"\(name)\"; "
        + Wording.didYouMean(
          name, DatasetSpecification.names, listed: "use a folder's path with a / or one of")
    case .fixedDataset(let name):
      "\(name) has sizes of its own; only \(BuiltInSet.names(joinedBy: "and")) take training, test and "
        + "seed, leave them out"
    case .duplicateName(let name, let noun):
      "\"\(name)\" names \(noun) above too; give each its own name"
    default: nil
    }
  }

  private var rangeText: String? {
    switch self {
    case .tooSmall(let value, let least): "\(value) is too small; use at least \(least)"
    case .outside(let value, let range):
      "\(value) is out of range; use \(range.lowerBound) to \(range.upperBound)"
    case .rangeOrder(let range):
      "\(range) is not in order; the first index is at least 0 and below the second"
    case .rangeEnd(let range, let count, let part, let dataset):
      "\(range) exceeds the \(count) \(part) images of \(dataset); end at \(count) or before"
    case .overlap(let range, let pretext):
      "\(range) overlaps pretextImages \(pretext); "
        + "begin at \(pretext.upper) or set allowOverlap: true"
    case .emptyList(let least, let noun): "the list is empty; give at least \(least) \(noun)"
    case .labelsOrder(let value, let after) where value == after:
      "\(value) is given twice; keep one of them"
    case .labelsOrder(let value, let after):
      "\(value) after \(after) is not ascending; sort the sizes"
    case .tooManyLabels(let labels, let limit, let dataset):
      "\(labels) exceeds the \(limit) labelled images of \(dataset); use at most \(limit)"
    case .tooManyRepetitions(let count, let seeds, let file):
      "\(count) exceeds the \(Wording.count(seeds, "seed")) of \(file); "
        + "use at most \(seeds) or add seeds"
    default: nil
    }
  }

  private var trainingText: String? {
    switch self {
    case .notPositive(let value): "\(value) is not above 0; use for example 1e-3"
    case .notFraction(let value): "\(value) is out of range; use 0 or more, below 1"
    case .notConfidence(let value):
      "\(value) is out of range; use more than 0 and less than 1, such as 0.95"
    case .notMargin(let value):
      "\(value) is out of range; use a fraction between 0 and 1, such as 0.01 for one point"
    case .notClaim(let value):
      "\(value) is out of range; use a fraction between -1 and 1, such as 0.05 for five points"
    case .bothBudgets: "epochs and updates are both given; keep one of them"
    case .noBudget: "neither epochs nor updates is given; add epochs: 50 or updates: 2000"
    case .evaluateEveryWithoutUpdates:
      "evaluateEvery goes with updates only; leave it out or give updates"
    case .noEvaluateEvery: "updates need evaluateEvery; add for example evaluateEvery: 50"
    case .evaluateEveryTooLarge(let every, let updates):
      "\(every) exceeds the \(updates) updates; use at most \(updates)"
    case .noValidation(let monitor, let labels):
      "\(monitor) needs a validation image, and of \(Wording.count(labels, "example")) there is "
        + "none; raise validationFraction"
    case .noTrainingPart(let fraction, let labels):
      "\(fraction) leaves none of \(Wording.count(labels, "example")) to train on; lower it"
    default: nil
    }
  }

  private var scheduleText: String? {
    switch self {
    case .nesterovWithoutMomentum:
      "nesterov needs a momentum, which is 0; add for example momentum: 0.9"
    case .scheduleTime(let time, let length, let unit):
      "\(time) is not within the \(length) \(unit) of the training; use 1 to \(length - 1)"
    case .scheduleOrder(let time, let before):
      "\(time) after \(before) is not ascending; sort the times, each once"
    case .noAugmentation:
      "neither crop nor flip is on; add crop: 4 or flip: true, or leave augmentation out"
    case .dividedCopies(let batch, let copies):
      "batches of \(batch) divide the \(copies) copies of an image, which shuffled-images keeps "
        + "together; use a multiple of \(copies)"
    default: nil
    }
  }

  private var pixelText: String? {
    switch self {
    case .channelCount(let count, let channels, let dataset):
      "\(Wording.count(count, "mean")) for the \(Wording.count(channels, "channel")) of "
        + "\(dataset); give one number a channel"
    case .deviationCount(let count, let means):
      "\(Wording.count(count, "deviation")) for \(Wording.count(means, "mean")); give as many"
    default: nil
    }
  }

  private var layerText: String? {
    switch self {
    case .layerAfterFlatten(let layer):
      "\(layer) needs images and follows flatten; put it before flatten"
    case .denseOnImages: "dense needs vectors; put { layer: \"flatten\" } before it"
    case .flattenTwice: "the values are flat already; leave this flatten out"
    case .windowTooLarge(let window, let side):
      "a window of \(window)×\(window) does not fit \(side)×\(side) positions; "
        + "use padding: \"same\" or a smaller one"
    case .batchOfOne(let size, let examples):
      "\(Wording.count(examples, "example")) in batches of \(size) leave a batch of one, and "
        + "batch-normalization needs two; use another batchSize"
    case .headEnd: "the last layer is not dense; end with { layer: \"dense\", units: … }"
    case .headActivation: "the last layer gives the logits; leave its activation out"
    case .headUnits(let units, let classes, let subject):
      "\(Wording.count(units, "unit")) for the \(classes) classes of \(subject); "
        + "use units: \(classes)"
    default: nil
    }
  }

  private var armText: String? {
    switch self {
    case .unknownPretext(let name, let arm, let known):
      "\"\(name)\" of \(arm) is no pretext of the study; write \"random\" or "
        + (known.isEmpty
          ? "add pretexts: [ … ]" : Wording.didYouMean(name, known, listed: "one of"))
    case .noPretextImages:
      "the pretexts have no images; add pretextImages: [0, 10000], or images to each pretext"
    case .firstImageLastShuffled:
      "firstImageLast has no effect on a shuffled order; leave it out or use \"sequential\""
    case .unknownBaseline(let name, let arms):
      "\"\(name)\" is no arm; \(Wording.didYouMean(name, arms, listed: "use one of"))"
    case .unknownArm(let name, let arms):
      "\"\(name)\" is no arm; \(Wording.didYouMean(name, arms, listed: "use some of"))"
    case .baselineLeftOut(let name):
      "the baseline \(name) is left out, and gaps need it; add \(name)"
    case .tooFewArms(let count):
      "\(Wording.count(count, "arm")) cannot be compared; give at least 2"
    default: nil
    }
  }

  private var transferText: String? {
    switch self {
    case .headOutput(let found, let wanted, let subject):
      "the last layer gives \(found), and \(subject) asks for \(wanted); change the last layers"
    case .unknownTask(let name, let known):
      "\"\(name)\" is no pretext task; \(Wording.didYouMean(name, known, listed: "use one of"))"
    case .pretextTask(let reason), .downstreamTask(let reason): reason
    case .taskWithoutHead(let name):
      "\(name) is not answered by the study's head; add head: [ … ] to the task"
    case .classificationOnly(let key, let task):
      "\(key) is for classification, and the study has the task \(task); leave it out, or make "
        + "a study of its own"
    case .reservedName(let name):
      "\"\(name)\" stands for weights that are drawn; give the pretext another name"
    case .trainFromFrozen(let layer):
      "layer \(layer) cannot be trained in a frozen encoder; write encoder: \"trained\""
    case .neighboursTrained:
      "the nearest images are found by features that stay as they are; write encoder: \"frozen\""
    case .neighboursWithHead: "neighbours vote without a head; leave one of the two out"
    case .pseudoLabelsFrozen:
      "images without labels train the whole encoder; write encoder: \"trained\" and leave "
        + "trainFrom and neighbours out"
    case .noUnlabelledImages:
      "there are no images without labels; add pretextImages: [0, 10000]"
    case .badWord:
      "it is empty or has a character of value 0; write a word that a program can be given"
    case .learnerTask:
      "a learner answers with classes, and no task of the study is classification; leave it out"
    case .noNetwork(let key, let arm):
      "the arm \"\(arm)\" has no learner, so the study needs layers; add "
        + (key == "encoder"
          ? "encoder: [ { layer: \"convolution\", … } ]"
          : "head: [ { layer: \"flatten\" }, { layer: \"dense\", units: 10 } ]")
    case .pseudoLabelsEpochs:
      "an epoch of labelled images says nothing of the others; give the arm's training updates"
    default: nil
    }
  }
}

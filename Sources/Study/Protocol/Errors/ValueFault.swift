/// What is wrong with the meaning of a value.
public enum ValueFault: Equatable, Sendable {
  /// A name with other characters than `a-z0-9-`.
  case badName(String)
  /// A study's name that is not its file's.
  case nameDiffersFromFile(String, file: String)
  /// A text without a letter.
  case emptyText
  /// A data set that the catalogue does not have.
  case unknownDataset(String)
  /// Sizes or a seed for a set that has its own.
  case fixedDataset(String)
  /// A number below the least allowed.
  case tooSmall(Int, least: Int)
  /// A number outside a closed range.
  case outside(Int, ClosedRange<Int>)
  /// A range whose end is not after its beginning, or that begins below 0.
  case rangeOrder(ImageRange)
  /// A range that ends after the last image.
  case rangeEnd(ImageRange, count: Int, part: String, dataset: String)
  /// Labelled images that the pretext sees.
  case overlap(ImageRange, pretext: ImageRange)
  /// An empty list.
  case emptyList(least: Int, noun: String)
  /// A name given before.
  case duplicateName(String, noun: String)
  /// Sizes out of order, or given twice.
  case labelsOrder(Int, after: Int)
  /// More labels than labelled images.
  case tooManyLabels(Int, limit: Int, dataset: String)
  /// More repetitions than seeds.
  case tooManyRepetitions(Int, seeds: Int, file: String)
  /// A learning rate or epsilon that is not above 0.
  case notPositive(Double)
  /// A number that should be in [0, 1).
  case notFraction(Double)
  /// A confidence outside (0, 1).
  case notConfidence(Double)
  /// A margin of equivalence outside (0, 1).
  case notMargin(Double)
  /// A claimed gap outside (−1, 1).
  case notClaim(Double)
  /// Nesterov's momentum of 0.
  case nesterovWithoutMomentum
  /// A time of a schedule that the training does not reach.
  case scheduleTime(Int, length: Int, unit: String)
  /// Times of a schedule out of order.
  case scheduleOrder(Int, after: Int)
  /// An augmentation that does nothing.
  case noAugmentation
  /// Means for another number of channels.
  case channelCount(Int, channels: Int, dataset: String)
  /// Deviations for another number of channels than there are means.
  case deviationCount(Int, means: Int)
  /// A batch that divides an image's copies.
  case dividedCopies(batch: Int, copies: Int)
  /// Both budgets.
  case bothBudgets
  /// No budget.
  case noBudget
  /// An interval of evaluations without updates.
  case evaluateEveryWithoutUpdates
  /// Updates without an interval of evaluations.
  case noEvaluateEvery
  /// An interval longer than the budget.
  case evaluateEveryTooLarge(Int, updates: Int)
  /// A validation monitor without validation images.
  case noValidation(monitor: String, labels: Int)
  /// A validation part that leaves nothing to train on.
  case noTrainingPart(fraction: Double, labels: Int)
  /// A layer that cannot follow the one before.
  case layerAfterFlatten(String)
  /// A dense layer on images.
  case denseOnImages
  /// A second flatten layer.
  case flattenTwice
  /// A window larger than what it slides over.
  case windowTooLarge(Int, side: Int)
  /// A batch of one example for a network that normalises over the batch.
  case batchOfOne(Int, examples: Int)
  /// A network that does not end in a dense layer.
  case headEnd
  /// An activation on the logits.
  case headActivation
  /// A head with another number of outputs than there are classes.
  case headUnits(Int, classes: Int, of: String)
  /// A head that gives something of another shape than is asked for.
  case headOutput(String, wanted: String, of: String)
  /// An arm that needs a pretext that is not there.
  case unknownPretext(String, arm: String, known: [String])
  /// A pretext task that is not in the registry.
  case unknownTask(String, known: [String])
  /// A pretext task that does not fit the images, or one of its options.
  case pretextTask(String)
  /// The name of a pretext that means something else.
  case reservedName(String)
  /// A first trained layer in an encoder that stays as it is.
  case trainFromFrozen(Int)
  /// Votes of neighbours on features that are trained.
  case neighboursTrained
  /// Votes of neighbours, and a head.
  case neighboursWithHead
  /// Pseudo-labels where part of the encoder stays as it is.
  case pseudoLabelsFrozen
  /// Pseudo-labels without images to give them to.
  case noUnlabelledImages
  /// A downstream task that does not fit the images.
  case downstreamTask(String)
  /// A task that no classifier answers, without a head of its own.
  case taskWithoutHead(String)
  /// Something that only classification has, in a study with another task.
  case classificationOnly(String, task: String)
  /// Pseudo-labels with a budget of epochs.
  case pseudoLabelsEpochs
  /// A word of a command that no program can be given.
  case badWord
  /// A learner in a study without classification.
  case learnerTask
  /// No encoder or head, and an arm that is not a learner.
  case noNetwork(String, arm: String)
  /// A pretext without images.
  case noPretextImages
  /// An order that does not fit `firstImageLast`.
  case firstImageLastShuffled
  /// A baseline that is no arm.
  case unknownBaseline(String, arms: [String])
  /// Arms that were asked for and are not there.
  case unknownArm(String, arms: [String])
  /// A selection of arms without the baseline.
  case baselineLeftOut(String)
  /// A selection of test sets or arms that is too small.
  case tooFewArms(Int)
}

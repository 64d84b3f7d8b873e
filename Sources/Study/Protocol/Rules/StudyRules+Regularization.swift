import Pretext

extension StudyRules {
  /// Checks the settings of batch normalisation and dropout.
  mutating func checkRegularization(_ layer: LayerSpecification, _ path: JSON5Path) {
    switch layer {
    case .batchNormalization(let it):
      let isFraction = it.momentum >= 0 && it.momentum < 1
      require(isFraction, .notFraction(it.momentum), path["momentum"])
      let isPositive = it.epsilon > 0 && it.epsilon.isFinite
      require(isPositive, .notPositive(it.epsilon), path["epsilon"])
    case .dropout(let it):
      require(it.rate >= 0 && it.rate < 1, .notFraction(it.rate), path["rate"])
    case .convolution, .maxPooling, .averagePooling, .globalAveragePooling, .relu, .flatten,
      .dense, .upsampling, .depthToSpace, .transposedConvolution, .join:
      break
    }
  }

  /// One example has no statistics: where a network that is trained normalises over the batch, no batch
  /// may be of one example, not even the last of an epoch.
  mutating func checkNormalizedBatches() {
    for (index, pretext) in study.pretexts.enumerated()
    where (study.encoder + pretext.head).normalizes {
      check(
        pretext.training, of: [study.images(of: pretext).count],
        copies: layout(of: pretext)?.copies ?? 1,
        JSON5Path.root["pretexts"][index]["training"])
    }
    var isShared = false
    for (index, arm) in study.arms.enumerated() {
      guard arm.trainsNetwork, study.trainedLayers(of: arm).normalizes else { continue }
      // What an arm takes over from the study is reported there, and once.
      let own =
        arm.training.batchSize != study.training.batchSize
        || arm.training.validationFraction != study.training.validationFraction
      if own {
        check(arm.training, of: study.labels, JSON5Path.root["arms"][index]["training"])
      } else if !isShared {
        isShared = true
        check(study.training, of: study.labels, JSON5Path.root["training"])
      }
    }
  }

  private mutating func check(
    _ training: TrainingSpecification, of counts: [Int], copies: Int = 1, _ path: JSON5Path
  ) {
    let size = training.batchSize
    let fraction = training.validationFraction
    guard size >= 1, fraction >= 0, fraction < 1 else { return }
    let single = counts.filter { (1...ImageRange.mostImages).contains($0) }.map {
      training.trainingCount(of: $0) * copies
    }
    .first { $0 % size == 1 % size }
    guard let single else { return }
    report(.batchOfOne(size, examples: single), path["batchSize"])
  }
}

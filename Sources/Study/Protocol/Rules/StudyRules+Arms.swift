extension StudyRules {
  mutating func checkArms() {
    let path = JSON5Path.root["arms"]
    require(study.arms.count >= 2, .tooFewArms(study.arms.count), path)
    checkNames(study.arms.map(\.name), path, noun: "an arm")
    for (index, arm) in study.arms.enumerated() {
      checkLearner(arm, path[index])
      checkWeights(arm, path[index]["weights"])
      checkTransfer(arm, path[index])
      checkPseudoLabels(arm, path[index])
    }
  }

  private mutating func checkWeights(_ arm: Arm, _ path: JSON5Path) {
    guard let name = arm.pretext, study.pretext(named: name) == nil else { return }
    let known = study.pretexts.map(\.name)
    report(.unknownPretext(name, arm: arm.name, known: known), path)
  }

  /// A program answers classification alone, and what the harness cannot check must at least be named.
  private mutating func checkLearner(_ arm: Arm, _ path: JSON5Path) {
    guard let learner = arm.learner else { return }
    let place = path["learner"]
    require(!learner.command.isEmpty, .emptyList(least: 1, noun: "word"), place["command"])
    for (index, word) in learner.command.enumerated() {
      let isProgram = index == 0 && word.isEmpty
      require(!isProgram && !word.utf8.contains(0), .badWord, place["command"][index])
    }
    for (index, file) in (learner.files ?? []).enumerated() {
      require(!file.isEmpty && !file.utf8.contains(0), .badWord, place["files"][index])
    }
    require(study.classification != nil, .learnerTask, place)
  }

  /// Which layers are used, which of them are trained, and what is on top.
  private mutating func checkTransfer(_ arm: Arm, _ path: JSON5Path) {
    let count = study.encoder.count
    if let layers = arm.layers, !(0...count).contains(layers) {
      report(.outside(layers, 0...count), path["layers"])
    }
    if let first = arm.trainFrom {
      require(arm.encoder == .trained, .trainFromFrozen(first), path["trainFrom"])
      let last = max(arm.layerCount(of: study.encoder), 1)
      require((1...last).contains(first), .outside(first, 1...last), path["trainFrom"])
    }
    if let neighbours = arm.neighbours {
      let most = study.labels.first ?? neighbours
      require(
        (1...max(most, 1)).contains(neighbours), .outside(neighbours, 1...max(most, 1)),
        path["neighbours"])
      require(arm.encoder == .frozen, .neighboursTrained, path["neighbours"])
      require(arm.head == nil, .neighboursWithHead, path["head"])
    }
  }

  private mutating func checkPseudoLabels(_ arm: Arm, _ path: JSON5Path) {
    guard let it = arm.pseudoLabels else { return }
    let place = path["pseudoLabels"]
    require(
      it.threshold >= 0 && it.threshold < 1, .notFraction(it.threshold), place["threshold"])
    require(it.weight > 0 && it.weight.isFinite, .notPositive(it.weight), place["weight"])
    require(it.rampUp >= 0, .tooSmall(it.rampUp, least: 0), place["rampUp"])
    let isWhole = arm.frozenCount(of: study.encoder) == 0 && arm.neighbours == nil
    require(isWhole, .pseudoLabelsFrozen, place)
    require(study.pretextImages.count > 0, .noUnlabelledImages, place)
    if case .epochs = arm.training.budget { report(.pseudoLabelsEpochs, place) }
  }

  mutating func checkAnalysis() {
    let path = JSON5Path.root["analysis"]
    let baseline = study.analysis.baseline
    require(
      study.arm(named: baseline) != nil,
      .unknownBaseline(baseline, arms: study.arms.map(\.name)), path["baseline"])
    let confidence = study.analysis.confidence
    require(confidence > 0 && confidence < 1, .notConfidence(confidence), path["confidence"])
    if let margin = study.analysis.margin {
      require(margin > 0 && margin < 1, .notMargin(margin), path["margin"])
    }
    if let claim = study.analysis.claim {
      require(abs(claim) < 1, .notClaim(claim), path["claim"])
    }
  }
}

extension StudyRules {
  mutating func checkArms() {
    let path = JSON5Path.root["arms"]
    require(study.arms.count >= 2, .tooFewArms(study.arms.count), path)
    checkNames(study.arms.map(\.name), path, noun: "an arm")
    guard study.pretext == nil else { return }
    for (index, arm) in study.arms.enumerated() where arm.weights == .pretext {
      report(.noPretext(arm: arm.name), path[index]["weights"])
    }
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

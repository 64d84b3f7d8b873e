import Statistics
import Study

extension ReportText {
  /// Whether there are predictions to be compared: of the task that is a classification.
  var hasDisagreements: Bool { isClassification && !images.disagreements.isEmpty }

  private var isClassification: Bool {
    scope.map { $0.task == nil || $0.task == study.classification?.name } ?? true
  }

  /// How the arms disagree on single images, seed by seed.
  var disagreementSection: [Block] {
    guard hasDisagreements else { return [] }
    let tables = sections.tests.flatMap { test -> [Block] in
      let rows = images.disagreements.filter { $0.test == test.name }.map(disagreementRow)
      let header: [RichText] = [
        "arm", "labels", "only arm right", "only \(code: analysis.baseline) right",
        "seeds: arm better", "seeds: \(code: analysis.baseline) better", "seeds: neither",
      ]
      return rows.isEmpty ? [] : [.paragraph(sections.heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, "Seed by seed"),
      .paragraph(
        """
        Images that only one of two paired runs classifies correctly, per seed on average, and the \
        seeds in which McNemar's exact test on them is below \
        \(Significant.text(1 - study.analysis.confidence, digits: 3)). Each is a statement on two \
        trained networks and not on the two ways of training; seeds are never pooled. Every seed's \
        counts and p values are in \(code: "mcnemar.csv").
        """),
    ] + tables
  }

  private func disagreementRow(_ item: ImageAnalysis.Disagreement) -> [RichText] {
    let alpha = 1 - study.analysis.confidence
    let count = item.repetitions.count
    let verdicts = item.repetitions.map { repetition -> Int in
      guard repetition.test.p < alpha else { return 0 }
      return (repetition.onlyArm - repetition.onlyBaseline).signum()
    }
    func average(_ value: (ImageAnalysis.Disagreement.Repetition) -> Int) -> RichText {
      RichText(
        FixedDecimals.text(item.repetitions.map(value).reduce(0, +), over: count, decimals: 1))
    }
    return [
      .code(item.arm), "\(item.labels)", average(\.onlyArm), average(\.onlyBaseline),
      "\(verdicts.count { $0 > 0 })", "\(verdicts.count { $0 < 0 })",
      "\(verdicts.count { $0 == 0 })",
    ]
  }

  /// The accuracy of every class, and what the classes are taken for.
  var classSection: [Block] {
    guard isClassification, let test = study.tests.last, let labels = study.labels.last else {
      return []
    }
    let confusions = images.confusions.filter { $0.test == test.name && $0.labels == labels }
    guard let classes = confusions.first?.classes else { return [] }
    let rows = (0..<classes).map { index in
      [RichText("\(index)")]
        + confusions.map { RichText($0.accuracy(ofClass: index).map(Points.percent) ?? "–") }
    }
    let shown = confusions.filter { $0.arm == study.subject?.name || $0.arm == analysis.baseline }
    return [
      .heading(2, "Class by class"),
      .paragraph(
        """
        Accuracy of every class in percent, over all repetitions, with \(labels) labels on the test \
        set \(code: test.name). Other sizes and test sets are in \(code: "classes.csv").
        """),
      .table(Table(["class"] + confusions.map { RichText.code($0.arm) }, rows)),
    ] + (classes <= 20 ? shown.flatMap(confusionTable) : [])
  }

  private func confusionTable(_ item: ImageAnalysis.Confusion) -> [Block] {
    let rows = (0..<item.classes).map { truth in
      [RichText("\(truth)")]
        + (0..<item.classes).map { answer in
          let count = item.counts[truth * item.classes + answer]
          let text = FixedDecimals.text(count, over: item.repetitions, decimals: 1)
          return truth == answer ? RichText.strong(text) : RichText(text)
        }
    }
    return [
      .paragraph(
        """
        What \(code: item.arm) takes images of the class of the row for, images a repetition \
        (confusion matrix, mean over \(item.repetitions) \
        \(item.repetitions == 1 ? "repetition" : "repetitions")):
        """),
      .table(Table(["class"] + (0..<item.classes).map { "\($0)" }, rows)),
    ]
  }
}

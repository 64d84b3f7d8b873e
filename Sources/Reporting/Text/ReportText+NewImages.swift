import Statistics
import Study

extension ReportText {
  /// The interval that covers new test images as well as new seeds.
  var newImagesSection: [Block] {
    guard hasDisagreements else { return [] }
    let tables = sections.tests.flatMap { test -> [Block] in
      let rows = images.disagreements.filter { $0.test == test.name }.map(newImagesRow)
      let header: [RichText] = [
        "arm", "labels", "gap", "new seeds", "new seeds and images", "SE from seeds",
        "SE from images",
        "SE from seed × image", "n",
      ]
      return rows.isEmpty ? [] : [.paragraph(sections.heading(test)), .table(Table(header, rows))]
    }
    return [
      .heading(2, "For new test images, too"),
      .paragraph(
        """
        The paired t interval takes the test images as they are. Here they are a sample as well: \
        \(level) % intervals, in points, for new seeds on these images and for new seeds on new \
        images, the latter from the analysis of variance of the per-image differences (seeds × \
        images) with Satterthwaite's degrees of freedom; where images add little it can be the shorter \
        one, since it has more of them. The standard errors are what the mean gap owes to each source; \
        a component that chance made negative is 0.
        """),
    ] + tables
  }

  private func newImagesRow(_ item: ImageAnalysis.Disagreement) -> [RichText] {
    let it = item.variance
    let gap = analysis.gap(of: item.arm, labels: item.labels, test: item.test)
    func deviation(_ component: Double?, over count: Int) -> String {
      component.map { Points.percent((max(0, $0) / Double(count)).squareRoot()) } ?? "–"
    }
    func interval(_ interval: ConfidenceInterval?) -> String {
      AnalysisSections.interval(interval, MetricText.accuracy)
    }
    let (n, m) = (item.repetitions.count, item.imageSums.count)
    let texts = [
      it.meanGap.map(Points.signed) ?? "–", interval(gap?.comparison.interval),
      interval(it.interval), deviation(it.seedComponent, over: n),
      deviation(it.imageComponent, over: m), deviation(it.interactionComponent, over: n * m),
      AnalysisSections.count(n, of: study.repetitions),
    ]
    return [.code(item.arm), "\(item.labels)"] + texts.map { RichText($0) }
  }
}

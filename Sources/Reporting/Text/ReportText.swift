import Datasets
import Study

/// What a report says, whatever its format: the question, the answer, the tables, and how it was done.
struct ReportText {
  let loaded: LoadedStudy
  let dataset: Dataset
  let results: StudyResults
  let analysis: Analysis
  let images: ImageAnalysis
  /// What the report shows in pictures; empty where none are drawn.
  var figures: [Figure] = []
  /// How the arms rank; nil where they are few.
  var ranking: RankingSection?
  /// What the pretexts are worth; nil where there are none.
  var pretexts: PretextSection?

  var study: Study { loaded.study }

  /// The whole report.
  var blocks: [Block] {
    [
      [.heading(1, RichText(study.title)), .paragraph(RichText(study.question)), .answer(answer)],
      overrides, missing, headline, figures(["accuracy"]),
      ranking?.blocks(figure: figures(["ranking"])) ?? [], sections.gaps, figures(["gaps"]),
      sections.robustness, sections.meaning, sections.power, newImagesSection,
      disagreementSection, sections.efficiency, figures(["label-efficiency"]),
      pretexts?.blocks ?? [],
      accuracySection,
      classSection, repetitionSection, trainingSection, lookSection, randomisedSection,
      differencesSection, dataSection, reproductionSection,
    ].flatMap { $0 }
  }

  private var overrides: [Block] {
    guard !loaded.overrides.isEmpty else { return [] }
    return [
      .paragraph("This report departs from the protocol \(code: study.name):"),
      .list(loaded.overrides.map { RichText($0) }),
    ]
  }

  private var missing: [Block] {
    let count = results.missing.count
    guard count > 0 else { return [] }
    let shown = results.missing.prefix(10).map { RichText.code($0.label) }
    let more: [RichText] = count > shown.count ? ["and \(count - shown.count) more"] : []
    let text: RichText = """
      \(strong: "Incomplete:") \(count) of \(results.plan.runs.count) runs have no record (not made \
      yet, or failed); only complete pairs are compared.
      """
    return [.paragraph(text), .list(shown + more)]
  }
}

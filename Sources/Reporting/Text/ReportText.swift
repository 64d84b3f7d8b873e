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
  /// How the arms rank, by the first measure of every task; none where arms are few.
  var rankings: [RankingSection] = []
  /// What the pretexts are worth; nil where there are none.
  var pretexts: PretextSection?

  /// The task that it is about; nil for all tasks of the study.
  var scope: TaskScope?

  var study: Study { loaded.study }

  /// The whole report.
  var blocks: [Block] {
    [
      [.heading(1, RichText(study.title)), .paragraph(RichText(study.question)), .answer(answer)],
      overrides, missing, taskBlocks, trainingSection, lookSection, randomisedSection,
      differencesSection, dataSection, reproductionSection,
    ].flatMap { $0 }
  }

  /// Task by task what the results say. That of a single task needs no heading.
  private var taskBlocks: [Block] {
    let scopes = design.scopes
    let pretexts = pretexts?.blocks ?? []
    guard scopes.count > 1 else { return resultBlocks + pretexts + details }
    return scopes.flatMap { scope -> [Block] in
      let part = scoped(to: scope)
      return [
        .heading(2, "Task \(code: scope.task ?? "unknown")"), .paragraph(part.answer),
      ] + (part.resultBlocks + part.details).demoted
    } + pretexts
  }

  /// The same report of one task.
  func scoped(to scope: TaskScope) -> ReportText {
    var copy = self
    copy.scope = scope
    return copy
  }

  /// The gaps, and what they mean.
  private var resultBlocks: [Block] {
    let suffix = scope?.suffix ?? ""
    let ranking = rankings.first { ranking in
      sections.tests.contains { $0.name == ranking.test.name }
    }
    return [
      headline, figures(["accuracy\(suffix)"]),
      ranking?.blocks(figure: figures(["ranking\(suffix)"])) ?? [],
      sections.gaps, figures(["gaps\(suffix)"]), sections.robustness, sections.meaning,
      sections.power, newImagesSection, disagreementSection, sections.efficiency,
      figures(["label-efficiency\(suffix)"]),
    ].flatMap { $0 }
  }

  /// The figures behind the gaps.
  private var details: [Block] { accuracySection + classSection + repetitionSection }

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

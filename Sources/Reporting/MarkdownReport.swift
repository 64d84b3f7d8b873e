import Datasets
import Study

/// `report.md`: the question, the answer, the tables, and how it was done.
struct MarkdownReport {
  let loaded: LoadedStudy
  let dataset: Dataset
  let results: StudyResults
  let analysis: Analysis

  init(
    loaded: LoadedStudy, dataset: Dataset, results: StudyResults, analysis: Analysis
  ) throws {
    self.loaded = loaded
    self.dataset = dataset
    self.results = results
    self.analysis = analysis
  }

  var study: Study { loaded.study }

  /// The whole file.
  var text: String {
    let sections: [String?] = [
      "# \(Markdown.escaped(study.title))",
      Markdown.escaped(study.question),
      "**\(answer)**",
      overrides,
      missing,
      accuracySection,
      gapSection,
      randomisedSection,
      differencesSection,
      dataSection,
      reproductionSection,
    ]
    return sections.compactMap { $0 }.joined(separator: "\n\n") + "\n"
  }

  private var overrides: String? {
    guard !loaded.overrides.isEmpty else { return nil }
    return "This report departs from the protocol `\(study.name)`:\n\n"
      + Markdown.list(loaded.overrides.map(Markdown.escaped))
  }

  private var missing: String? {
    let count = results.missing.count
    guard count > 0 else { return nil }
    let shown = results.missing.prefix(10).map { "`\($0.label)`" }
    let more = count > shown.count ? ["and \(count - shown.count) more"] : []
    return "**Incomplete:** \(count) of \(results.plan.runs.count) runs have no record (not made "
      + "yet, or failed); only complete pairs are compared.\n\n" + Markdown.list(shown + more)
  }
}

public import Datasets
public import Foundation
import Images
public import Study

/// A report's files, computed from records and the protocol only.
public struct Report: Sendable {
  /// The manifest, which names the other files.
  public let manifest: Manifest
  /// Names and bytes, the manifest last.
  public let files: [(name: String, data: Data)]
  /// The answer in one sentence.
  public let answer: String

  /// The report of a study's results.
  ///
  /// - Parameters:
  ///   - loaded: the study.
  ///   - dataset: its data.
  ///   - results: what the store holds.
  ///   - illustrator: what draws its pictures; nil for a report without.
  /// - Throws: `StatisticsError` or `StoreError` for figures that cannot be, `ReportError.drawing`.
  public init(
    _ loaded: LoadedStudy, dataset: Dataset, results: StudyResults,
    illustrator: Illustrator? = nil
  ) throws {
    let analysis = try Analysis(results)
    let rankings = try Ranking.rankings(of: results)
    let sections = analysis.design.scopes.compactMap {
      RankingSection(rankings, analysis.design, test: $0.primary)
    }
    let pretexts = try PretextComparison(results, analysis)
    let images = try ImageAnalysis(
      results, truth: dataset.test.labels, classes: dataset.test.classCount)
    var manifest = try Manifest(loaded.source, dataset: dataset, results: results)
    let pictures =
      try illustrator?.pictures(
        of: results, dataset: dataset, analysis: analysis, rankings: sections) ?? []
    let text = ReportText(
      loaded: loaded, dataset: dataset, results: results, analysis: analysis, images: images,
      figures: pictures.map(\.figure), rankings: sections,
      pretexts: PretextSection(comparison: pretexts, analysis: analysis))
    let blocks = text.blocks
    var texts = [
      ("gaps.csv", GapsTable.text(analysis)),
      ("label-efficiency.csv", EfficiencyTable.text(analysis)),
      ("report.html", HTMLWriter(pictures: pictures).text(blocks)),
      ("report.md", MarkdownWriter.text(blocks)),
      ("runs.csv", RunsTable.text(results)), ("summary.csv", SummaryTable.text(analysis)),
      ("table.tex", try Self.paperTable(results)),
    ]
    if !images.confusions.isEmpty {
      texts += [
        ("classes.csv", ClassesTable.text(images)),
        ("mcnemar.csv", McNemarTable.text(images, baseline: analysis.baseline)),
        ("two-way.csv", TwoWayTable.text(images, baseline: analysis.baseline)),
      ]
    }
    if pretexts.pretexts.contains(where: { !$0.own.isEmpty }) {
      texts.append(("pretexts.csv", try PretextsTable.text(pretexts, analysis)))
    }
    if !sections.isEmpty { texts.append(("ranking.csv", RankingTable.text(rankings))) }
    var files = texts.sorted { $0.0 < $1.0 }.map { (name: $0.0, data: Data($0.1.utf8)) }
    files += pictures.flatMap(\.files)
    manifest.pictures = pictures.isEmpty ? nil : illustrator?.gnuplot.version
    manifest.files = files.map { Manifest.File(name: $0.name, digest: Digest(of: $0.data)) }
    files.append((ManifestFile.name, try ManifestFile.data(manifest)))
    answer = text.answer.plain
    self.manifest = manifest
    self.files = files
  }

  /// The accuracies, or whatever tasks measure, as LaTeX for a paper.
  private static func paperTable(_ results: StudyResults) throws -> String {
    var document = PaperDocument()
    try document.addAccuracies(ResultSet(results, name: results.plan.study.name))
    return document.text(.latex)
  }
}

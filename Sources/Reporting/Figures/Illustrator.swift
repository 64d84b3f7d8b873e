import Datasets
import Foundation
public import Study

/// Draws the pictures of a report.
public struct Illustrator: Sendable {
  let gnuplot: Gnuplot
  /// Where the weights of trained networks are.
  let store: RecordStore

  /// What draws pictures of a store's records.
  ///
  /// - Parameters:
  ///   - gnuplot: the program.
  ///   - store: where the weights of trained networks are.
  public init(_ gnuplot: Gnuplot, store: RecordStore) {
    self.gnuplot = gnuplot
    self.store = store
  }

  /// All pictures that the study can have, drawn.
  ///
  /// - Throws: `StudyError.unreadableRecord`, `ReportError.drawing`. What the store lacks is left out.
  func pictures(
    of results: StudyResults, dataset: Dataset, analysis: Analysis, ranking: RankingSection?
  ) throws -> [DrawnPicture] {
    var pictures = [
      AccuracyFigure(analysis: analysis, dataset: dataset.name).picture,
      ranking.map { RankingFigure(section: $0, dataset: dataset.name).picture },
      GapsFigure(analysis: analysis, dataset: dataset.name).picture,
      LabelEfficiencyFigure(analysis).picture,
      try TrainingFigure(results).picture,
    ]
    pictures += try PretextFigure.figures(results, dataset: dataset, store: store).map(\.picture)
    pictures += [
      FiltersFigure(results, dataset: dataset, store: store).picture,
      results.plan.study.subject.flatMap {
        PredictionsFigure($0.name, results, dataset: dataset, store: store)?.picture
      },
    ]
    return try gnuplot.draw(pictures.compactMap { $0 })
  }
}

extension DrawnPicture {
  /// The files, by the name of the figure.
  var files: [(name: String, data: Data)] {
    [("\(figure.name).png", png), ("\(figure.name).svg", svg)]
  }
}

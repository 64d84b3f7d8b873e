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
    of results: StudyResults, dataset: Dataset, analysis: Analysis, rankings: [RankingSection]
  ) throws -> [DrawnPicture] {
    var pictures = analysis.design.scopes.flatMap {
      Self.pictures(of: $0, dataset: dataset, analysis: analysis, rankings: rankings)
    }
    pictures.append(try TrainingFigure(results).picture)
    pictures += try PretextFigure.figures(results, dataset: dataset, store: store).map(\.picture)
    pictures += [
      FiltersFigure(results, dataset: dataset, store: store).picture,
      results.plan.study.subject.flatMap {
        PredictionsFigure($0.name, results, dataset: dataset, store: store)?.picture
      },
    ]
    return try gnuplot.draw(pictures.compactMap { $0 })
  }

  /// The pictures of a task's primary test.
  private static func pictures(
    of scope: TaskScope, dataset: Dataset, analysis: Analysis, rankings: [RankingSection]
  ) -> [Picture?] {
    guard let test = scope.primary else { return [] }
    let ranking = rankings.first { $0.test.name == test.name }
    let isCrowded = ranking != nil && analysis.design.arms(of: test).count > mostLines
    return [
      isCrowded
        ? nil
        : AccuracyFigure(analysis, test, dataset: dataset.name, suffix: scope.suffix).picture,
      ranking.map {
        RankingFigure(section: $0, dataset: dataset.name, suffix: scope.suffix).picture
      },
      GapsFigure(analysis, test, dataset: dataset.name, suffix: scope.suffix).picture,
      isCrowded ? nil : LabelEfficiencyFigure(analysis, test, suffix: scope.suffix).picture,
    ]
  }

  /// The most arms that can be told apart as lines across the same axes; of more the ranking shows what
  /// lines would.
  static let mostLines = 12
}

extension DrawnPicture {
  /// The files, by the name of the figure.
  var files: [(name: String, data: Data)] {
    [("\(figure.name).png", png), ("\(figure.name).svg", svg)]
  }
}

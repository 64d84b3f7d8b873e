import Datasets
import Network
import Study

/// What is done with a study that comes from nobody knows where, short of making its runs.
enum StudyUse {
  /// More images are not drawn: their number is no fault of a reader.
  private static let mostImages = 256

  /// Builds the networks and plans the runs, on images of its own where it has few that are drawn.
  ///
  /// - Parameters:
  ///   - study: a study, valid or not.
  ///   - target: whose check this is.
  /// - Throws: `Inconsistency` where a refusal cannot be shown.
  static func check(_ study: Study, of target: (some FuzzTarget).Type) throws(Inconsistency) {
    do {
      let plan = try Plan(study, on: try dataset(of: study), others: try others(of: study))
      let networks = plan.networks.all
      try target.require(networks.allSatisfy { $0.parameterCount >= 0 }, "negative parameters")
      _ = study.design
    } catch let error as Inconsistency {
      throw error
    } catch {
      try target.requireVisible("\(error)", "the error")
    }
  }

  private static func dataset(of study: Study) throws -> Dataset {
    let own = study.dataset
    let isSmall =
      switch own {
      case .strokes(let training, let test, _), .shapes(let training, let test, _):
        (1...mostImages).contains(training) && (1...mostImages).contains(test)
      case .named, .folder: false
      }
    return try isSmall ? DataLibrary(searchPath: []).load(own.request) : standIn.get()
  }

  private static func others(of study: Study) throws -> [Dataset] {
    study.otherDatasets.isEmpty ? [] : [try standIn.get()]
  }

  private static let standIn = Result {
    try DataLibrary(searchPath: []).load(
      DatasetRequest("strokes", training: 60, test: 100, seed: 5))
  }
}

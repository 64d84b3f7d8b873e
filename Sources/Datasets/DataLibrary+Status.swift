import Foundation
import Images

/// What `bench data list` says of one set, without reading its files.
public struct DatasetStatus: Sendable, Equatable {
  /// Whether and where a set is.
  public enum State: Sendable, Equatable {
    /// Drawn by the program; needs no file.
    case builtIn
    /// All files are there; their content has not been proven.
    case found(folder: String)
    /// Only some of the files are there.
    case incomplete(folder: String, missing: [String])
    /// No file is there.
    case absent(remedy: String)
  }

  /// The name to ask for.
  public let name: String
  /// What it is, in a few words.
  public let title: String
  /// Whether and where it is.
  public let state: State
}

extension DataLibrary {
  /// Every set of the catalogue and where it would be read from, reading no more than labels.
  ///
  /// - Returns: one status a name, in the catalogue's order.
  public func status() -> [DatasetStatus] {
    let files = Catalogue.entries.map { entry in
      DatasetStatus(name: entry.name, title: entry.title, state: state(entry))
    }
    let builtIn = BuiltInSet.allCases.map {
      DatasetStatus(name: $0.name, title: $0.title, state: .builtIn)
    }
    return files + CIFAR.allCases.map { status($0) } + builtIn
  }

  private func state(_ entry: Catalogue.Entry) -> DatasetStatus.State {
    guard let first = places(entry.name).first(where: { $0.claims(entry) }) else {
      return .absent(remedy: entry.remedy)
    }
    let missing = first.folder.missing
    return missing.isEmpty
      ? .found(folder: first.folder.url.path)
      : .incomplete(folder: first.folder.url.path, missing: missing.map(\.fileName))
  }
}

import Datasets
public import Foundation
public import Pretext

/// Reads a protocol file: form, values, meaning, seed list.
public enum ProtocolLoader {
  /// The most bytes that a protocol may have.
  public static let mostBytes = 1 << 20

  /// Loads and validates a protocol file.
  ///
  /// - Parameters:
  ///   - path: the file; errors name it as given.
  ///   - tasks: the pretext tasks that it may name.
  /// - Returns: the study without overrides.
  /// - Throws: `ProtocolError` with everything that is wrong.
  public static func load(
    path: String, tasks: PretextRegistry = .builtIn
  ) throws -> LoadedStudy {
    let data: Data
    do {
      data = try BoundedFile.read(path, limit: mostBytes)
    } catch {
      throw ProtocolError.unreadable(path, reason: error.reason)
    }
    return try load(data, path: path, tasks: tasks)
  }

  /// Loads and validates a protocol's bytes as if they were in a file.
  ///
  /// - Parameters:
  ///   - data: the text of the protocol.
  ///   - path: the file that errors name and that the seed list's path is relative to.
  ///   - tasks: the pretext tasks that it may name.
  /// - Returns: the study without overrides.
  /// - Throws: `ProtocolError` with everything that is wrong.
  public static func load(
    _ data: Data, path: String, tasks: PretextRegistry = .builtIn
  ) throws -> LoadedStudy {
    let locator = try located(data, path)
    let document = try decoded(data, locator, path, tasks)
    var (seeds, problems) = readSeeds(document.seeds, locator, path)
    guard let study = document.resolved(seedList: seeds) else {
      throw ProtocolError.invalid(
        [problem(.undecodable("the training is incomplete"), .root["training"], locator, path)])
    }
    let loaded = LoadedStudy(
      study: study, path: path, digest: Digest(of: data), overrides: [], tasks: tasks,
      locator: locator)
    let base = FilePath.baseName(path)
    if study.name != base {
      problems.append(
        loaded.problem(.nameDiffersFromFile(study.name, file: base), .root["name"]))
    }
    var faults = document.faults() + StudyRules.findings(study, tasks)
    faults += datasetFault(study.dataset, .root["dataset"], locator)
    for (index, pretext) in study.pretexts.enumerated() {
      guard let dataset = pretext.dataset else { continue }
      faults += datasetFault(dataset, .root["pretexts"][index]["dataset"], locator)
    }
    problems += faults.map { loaded.problem($0.fault, $0.path) }
    guard problems.isEmpty else { throw ProtocolError.invalid(sorted(problems)) }
    return loaded
  }

  private static func located(_ data: Data, _ path: String) throws -> JSON5Locator {
    do {
      return try JSON5Locator([UInt8](data))
    } catch {
      let place = ProtocolProblem.Place.file(path, error.position)
      throw ProtocolError.invalid(
        [ProtocolProblem(place: place, path: .root, fault: .structure(.syntax(error.message)))])
    }
  }

  private static func decoded(
    _ data: Data, _ locator: JSON5Locator, _ path: String, _ tasks: PretextRegistry
  ) throws -> StudyDocument {
    let findings = ShapeCheck.findings(in: locator, shape: StudyShape.study(tasks))
    guard findings.isEmpty else {
      throw ProtocolError.invalid(
        sorted(
          findings.map {
            ProtocolProblem(
              place: .file(path, $0.position), path: $0.path, fault: .structure($0.fault))
          }))
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try decoder.decode(StudyDocument.self, from: data)
    } catch let error as DecodingError {
      throw ProtocolError.invalid([undecodable(error, locator, path)])
    }
  }

  /// Sizes or a seed beside the name of a set that has its own: the decoder passes over them.
  private static func datasetFault(
    _ dataset: DatasetSpecification, _ path: JSON5Path, _ locator: JSON5Locator
  ) -> [(path: JSON5Path, fault: ValueFault)] {
    if dataset.drawn != nil { return [] }
    let extra = locator.keys(at: path).first { $0 != "name" }
    return extra.map { [(path[$0], .fixedDataset(dataset.name))] } ?? []
  }

  /// The order of the text; problems of other places come after it.
  private static func sorted(_ problems: [ProtocolProblem]) -> [ProtocolProblem] {
    let keyed = problems.enumerated().map { index, problem -> (TextPosition?, Int) in
      guard case .file(_, let position) = problem.place else { return (nil, index) }
      return (position, index)
    }
    let order = keyed.sorted { left, right in
      guard let first = left.0, let second = right.0 else {
        return (left.0 == nil ? 1 : 0, left.1) < (right.0 == nil ? 1 : 0, right.1)
      }
      return first == second ? left.1 < right.1 : first < second
    }
    return order.map { problems[$0.1] }
  }
}

extension ProtocolLoader {
  /// What the decoder refuses although its form is right.
  private static func undecodable(
    _ error: DecodingError, _ locator: JSON5Locator, _ path: String
  ) -> ProtocolProblem {
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    let steps = (context?.codingPath ?? []).map { key in
      key.intValue.map { JSON5Path.Step.index($0) } ?? .key(key.stringValue)
    }
    let reason = context?.debugDescription ?? "unknown reason"
    return problem(.undecodable(reason), JSON5Path(steps), locator, path)
  }

  private static func problem(
    _ fault: StructureFault, _ key: JSON5Path, _ locator: JSON5Locator, _ path: String
  ) -> ProtocolProblem {
    ProtocolProblem(
      place: .file(path, locator.nearestPosition(of: key)), path: key, fault: .structure(fault))
  }

  /// Reads the seed list, relative to the parent of the protocol's folder or to the folder.
  private static func readSeeds(
    _ written: String, _ locator: JSON5Locator, _ path: String
  ) -> (seeds: [UInt64], problems: [ProtocolProblem]) {
    guard FilePath.staysInside(written) else {
      return (
        [], [seedProblem(written, "a path that leaves the protocol's folders", locator, path)]
      )
    }
    let folder = FilePath.folder(of: path)
    let candidates = [FilePath.parent(of: folder), folder].map { FilePath.join($0, written) }
    let found = candidates.first { FileManager.default.fileExists(atPath: $0) }
    do {
      return try SeedList.read(found ?? candidates[0], isNamedByFile: true)
    } catch {
      return ([], [seedProblem(written, error.reason, locator, path)])
    }
  }

  private static func seedProblem(
    _ written: String, _ reason: String, _ locator: JSON5Locator, _ path: String
  ) -> ProtocolProblem {
    let place = ProtocolProblem.Place.file(path, locator.nearestPosition(of: .root["seeds"]))
    return ProtocolProblem(
      place: place, path: .root["seeds"], fault: .seeds(.unreadable(written, reason: reason)))
  }
}

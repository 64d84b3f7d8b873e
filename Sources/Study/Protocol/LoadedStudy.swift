public import Datasets
public import Pretext

/// A study, where it came from, and what was changed on the way.
public struct LoadedStudy: Sendable {
  /// The study, overrides applied.
  public let study: Study
  /// The protocol file's path, as it was given or found.
  public let path: String
  /// The SHA-256 of the protocol file.
  public let digest: Digest
  /// What differs from the protocol, a sentence each; empty where nothing does.
  public let overrides: [String]
  /// The pretext tasks that it may name.
  public let tasks: PretextRegistry

  let locator: JSON5Locator
  /// The option that stands for a key of the study, where one does.
  var options: [String: String] = [:]
}

extension LoadedStudy {
  /// Checks the ranges of a study whose data set's size only its files tell.
  ///
  /// - Parameter sizes: the numbers of images that the files hold.
  /// - Throws: `ProtocolError.invalid` with the ranges that end after the last image.
  public func check(_ sizes: DatasetSizes) throws {
    let ranges: [(range: ImageRange, part: String, count: Int, path: JSON5Path)] =
      [
        (study.labelledImages, "training", sizes.training, .root["labelledImages"]),
        (study.pretextImages, "training", sizes.training, .root["pretextImages"]),
      ]
      + study.pretexts.enumerated().compactMap { index, pretext in
        guard let images = pretext.images, pretext.dataset == nil else { return nil }
        return (images, "training", sizes.training, .root["pretexts"][index]["images"])
      }
      + study.tests.enumerated().map { index, test in
        (test.images, "test", sizes.test, .root["tests"][index]["images"])
      }
    let problems = ranges.filter { $0.range.upper > $0.count }.map { it in
      problem(
        .rangeEnd(it.range, count: it.count, part: it.part, dataset: study.dataset.name), it.path)
    }
    guard problems.isEmpty else { throw ProtocolError.invalid(problems) }
  }

  /// A fault with the place of its value: an option where one set it, else the file.
  func problem(_ fault: ValueFault, _ path: JSON5Path) -> ProtocolProblem {
    if case .key(let key) = path.steps.first, let option = options[key] {
      return ProtocolProblem(place: .option(option), path: path, fault: .value(fault))
    }
    let place = ProtocolProblem.Place.file(self.path, locator.nearestPosition(of: path))
    return ProtocolProblem(place: place, path: path, fault: .value(fault))
  }
}

extension LoadedStudy {
  /// The command-line options that make this study of its protocol, in a fixed order.
  public var optionWords: [String] {
    let values: [(key: String, value: String)] = [
      ("dataset", study.dataset.name),
      ("labels", study.labels.map { "\($0)" }.joined(separator: ",")),
      ("seeds", study.seeds),
      ("repetitions", "\(study.repetitions)"),
      ("arms", study.arms.map(\.name).joined(separator: ",")),
    ]
    return values.filter { options[$0.key] != nil }.map {
      "--\($0.key) \(CommandText.word($0.value))"
    }
  }
}

extension Study {
  /// The digest of the whole study: what tells reports of its variants apart.
  public var digest: Digest {
    get throws { Digest(of: try CanonicalJSON.bytes(encoding: self)) }
  }
}

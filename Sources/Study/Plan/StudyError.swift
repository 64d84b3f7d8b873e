public import Datasets
public import Network

/// What keeps a study from being run on a data set.
public enum StudyError: Error, Sendable {
  /// A study that no protocol could be, or that asks for images that there are not.
  case invalid(key: String, reason: String)
  /// A layer that does not fit the images or the layers before it.
  case network(key: String, NetworkError)
  /// Too many labels for class-balanced subsets.
  case labels(Int, maximum: Int, dataset: String)
  /// A head whose units are not the data set's classes.
  case classes(units: Int, classes: Int, dataset: String)
  /// A network that gives something of another shape than its task asks for.
  case answer(JSON5Path, found: Shape, wanted: Shape, of: String)
  /// A run whose pretraining is not in the store.
  case missingPretraining(Digest)
  /// A record whose content is not that of its kind.
  case unreadableRecord(Digest, reason: String)
  /// The pretraining that a run needs failed.
  case needFailed(String)
}

extension StudyError: CustomStringConvertible {
  /// One line: what, where, which rule, the remedy.
  public var description: String { VisibleText.of(sentence) }

  private var sentence: String {
    switch self {
    case .invalid(let key, let reason): "\(key): \(reason)"
    case .network(let key, let error): "\(key): \(error)"
    case .labels(let count, let maximum, let dataset):
      "labels: \(count) exceeds the \(maximum) images of \(dataset) that class-balanced subsets "
        + "can have; use at most \(maximum)"
    case .classes(let units, let classes, let dataset):
      "head: \(units) units, but \(dataset) has \(classes) classes; let the last layer have "
        + "\(classes) units"
    case .answer(let path, let found, let wanted, let subject):
      "\(path): \(ValueFault.headOutput("\(found)", wanted: "\(wanted)", of: subject))"
    case .missingPretraining(let identifier):
      "the pretraining \(identifier.short) is not in the store; run `bench sweep` first"
    case .unreadableRecord(let identifier, let reason):
      "the record \(identifier.short) cannot be used: \(reason)"
    case .needFailed(let label): "not run, since its pretraining failed (\(label))"
    }
  }
}

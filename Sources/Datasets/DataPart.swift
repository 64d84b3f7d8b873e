/// The four files that every data set in IDX format has.
public enum DataPart: String, CaseIterable, Sendable, Hashable {
  case trainingImages = "train-images-idx3-ubyte"
  case trainingLabels = "train-labels-idx1-ubyte"
  case testImages = "t10k-images-idx3-ubyte"
  case testLabels = "t10k-labels-idx1-ubyte"

  /// The name of the uncompressed file.
  public var fileName: String { rawValue }

  /// Whether the file holds images; otherwise it holds labels.
  public var holdsImages: Bool { self == .trainingImages || self == .testImages }

  /// The names under which a folder may hold the file; the first that is there is read.
  public var candidates: [String] { [fileName, fileName + ".gz"] }
}

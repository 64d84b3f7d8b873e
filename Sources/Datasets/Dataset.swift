public import Images

/// A training and a test set, with the digests that prove what was read.
public struct Dataset: Sendable, Equatable {
  /// The catalogue's name of the set, or the last part of a folder's path.
  public let name: String
  /// The images to train on.
  public let training: ImageSet
  /// The images to test on.
  public let test: ImageSet
  /// The files the set was read from, always in the same order.
  public let files: [DataFile]
  /// Where the set came from, for people to read; differs between machines, so it is never digested.
  public let origin: String

  /// A set that has been read or generated.
  ///
  /// - Parameters:
  ///   - name: what the set is called.
  ///   - training: the images to train on.
  ///   - test: the images to test on.
  ///   - files: the digests of its parts, in the order of `DataPart.allCases`.
  ///   - origin: where it came from.
  public init(
    name: String, training: ImageSet, test: ImageSet, files: [DataFile], origin: String
  ) {
    self.name = name
    self.training = training
    self.test = test
    self.files = files
    self.origin = origin
  }
}

extension Dataset {
  /// The files that training images without their labels come from: all that a pretext sees.
  public var pretextFiles: [DataFile] {
    files.filter { file in
      file.name == DataPart.trainingImages.fileName
        || CIFAR.allCases.contains { $0.trainingFiles.contains(file.name) }
    }
  }
}

extension Dataset {
  /// The files that training images with their labels come from.
  public var trainingFiles: [DataFile] {
    files.filter { file in
      pretextFiles.contains(file) || file.name == DataPart.trainingLabels.fileName
    }
  }
}

/// One file of a data set and the digest of its content.
public struct DataFile: Sendable, Hashable, Codable {
  /// The name without folder and without `.gz`.
  public let name: String
  /// The SHA-256 of the content, after unpacking.
  public let digest: Digest

  /// A file known by its name and digest.
  ///
  /// - Parameters:
  ///   - name: the name without folder and without `.gz`.
  ///   - digest: the SHA-256 of the uncompressed content.
  public init(name: String, digest: Digest) {
    self.name = name
    self.digest = digest
  }
}

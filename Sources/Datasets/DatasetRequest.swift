import Images

/// Which data set a study or a command asks for.
public struct DatasetRequest: Sendable, Hashable, Codable {
  /// A name of the catalogue, or a folder of IDX files: whatever contains a slash.
  public var name: String
  /// The training images to draw; for a built-in set only.
  public var training: Int?
  /// The test images to draw; for a built-in set only.
  public var test: Int?
  /// The seed to draw by; for a built-in set only.
  public var seed: UInt64?

  /// A request.
  ///
  /// - Parameters:
  ///   - name: a name of the catalogue, or a folder with a slash in it.
  ///   - training: the training images of a built-in set; nil for 10,000.
  ///   - test: the test images of a built-in set; nil for 2,000.
  ///   - seed: the seed of a built-in set; nil for 2026.
  public init(_ name: String, training: Int? = nil, test: Int? = nil, seed: UInt64? = nil) {
    self.name = name
    self.training = training
    self.test = test
    self.seed = seed
  }

  /// Whether the name is the path of a folder.
  public var isFolder: Bool { name.contains("/") }
}

extension DatasetRequest {
  /// Refuses what can be refused without reading anything: unknown names, misplaced options, sizes.
  ///
  /// - Throws: `DatasetError` that names the option and the rule.
  public func validate() throws(DatasetError) {
    guard isFolder || Catalogue.names.contains(name) else {
      throw .unknownName(
        name: name, known: Catalogue.names,
        suggestion: EditDistance.closest(to: name, among: Catalogue.names))
    }
    if BuiltInSet(rawValue: name) != nil {
      for (option, value) in [("training", training), ("test", test)] {
        guard let value, !BuiltInSet.allowedCounts.contains(value) else { continue }
        throw .sizeOutOfRange(option: option, value: value, allowed: BuiltInSet.allowedCounts)
      }
    } else {
      if training != nil { throw .optionNotForSet(option: "training", name: name) }
      if test != nil { throw .optionNotForSet(option: "test", name: name) }
      if seed != nil { throw .optionNotForSet(option: "seed", name: name) }
    }
  }
}

import Images

/// Which data set a study uses.
public enum DatasetSpecification: Equatable, Sendable {
  /// One of the catalogue, by name, such as `mnist` or `cifar10`.
  case named(String)
  /// The built-in, procedurally drawn digits.
  case strokes(training: Int, test: Int, seed: UInt64)
  /// The built-in, procedurally drawn shapes in colour.
  case shapes(training: Int, test: Int, seed: UInt64)
  /// A folder of IDX files, or of files in CIFAR's binary format.
  case folder(String)
}

extension DatasetSpecification {
  /// The names that need no folder.
  public static let names = [
    "mnist", "fashion-mnist", "cifar10", "cifar100", "strokes", "shapes",
  ]

  /// The data set that a name or a path stands for.
  ///
  /// `strokes` or `shapes` alone is as large as MNIST and drawn from seed 2026. Any other word is taken for a
  /// name; the rules refuse those that are unknown.
  ///
  /// - Parameter name: a name of `names`, or a path, which has a `/` or is `.` or `..`.
  public init(name: String) {
    if let set = BuiltInSet(rawValue: name) {
      self.init(set, training: 60_000, test: 10_000, seed: BuiltInSet.defaultSeed)
    } else if name.contains("/") || name == "." || name == ".." {
      self = .folder(name)
    } else {
      self = .named(name)
    }
  }

  /// The name that reports use: a folder's is its path.
  public var name: String {
    switch self {
    case .named(let name): name
    case .strokes: BuiltInSet.strokes.name
    case .shapes: BuiltInSet.shapes.name
    case .folder(let path): path
    }
  }

  /// How many training and test images there are; nil where only the files can tell.
  public var sizes: DatasetSizes? {
    switch self {
    case .named("mnist"), .named("fashion-mnist"): DatasetSizes(training: 60_000, test: 10_000)
    case .named("cifar10"), .named("cifar100"): DatasetSizes(training: 50_000, test: 10_000)
    case .strokes(let training, let test, _), .shapes(let training, let test, _):
      DatasetSizes(training: training, test: test)
    case .named, .folder: nil
    }
  }

  /// The number of classes; nil where only the files can tell.
  public var classes: Int? { sizes == nil ? nil : self == .named("cifar100") ? 100 : 10 }

  /// The height and width of an image; nil where only the files can tell.
  public var side: Int? { sizes == nil ? nil : isCIFAR ? 32 : 28 }

  /// The values of a pixel; nil where only the files can tell.
  public var channels: Int? {
    if let drawn { return drawn.set.channels }
    return sizes == nil ? nil : isCIFAR ? 3 : 1
  }

  private var isCIFAR: Bool { self == .named("cifar10") || self == .named("cifar100") }
}

extension DatasetSpecification {
  /// A set that the program draws: which, how many images of each part, and from which seed.
  struct Drawn {
    let set: BuiltInSet
    let training: Int
    let test: Int
    let seed: UInt64
  }

  init(_ set: BuiltInSet, training: Int, test: Int, seed: UInt64) {
    switch set {
    case .strokes: self = .strokes(training: training, test: test, seed: seed)
    case .shapes: self = .shapes(training: training, test: test, seed: seed)
    }
  }

  /// What is drawn; nil for a set that is read.
  var drawn: Drawn? {
    switch self {
    case .strokes(let training, let test, let seed):
      Drawn(set: .strokes, training: training, test: test, seed: seed)
    case .shapes(let training, let test, let seed):
      Drawn(set: .shapes, training: training, test: test, seed: seed)
    case .named, .folder: nil
    }
  }
}

/// How many images a data set has.
public struct DatasetSizes: Equatable, Sendable {
  /// The number of training images.
  public let training: Int
  /// The number of test images.
  public let test: Int

  /// The sizes of a data set.
  ///
  /// - Parameters:
  ///   - training: the number of training images.
  ///   - test: the number of test images.
  public init(training: Int, test: Int) {
    self.training = training
    self.test = test
  }
}

extension DatasetSpecification: Codable {
  enum CodingKeys: String, CodingKey {
    case name, training, test, seed
  }

  /// Decodes from a name, or from an object with a name and the sizes of a built-in set.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self.init(name: name)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(name: try container.decode(String.self, forKey: .name))
    guard let drawn else { return }
    self.init(
      drawn.set,
      training: try container.decodeIfPresent(Int.self, forKey: .training) ?? drawn.training,
      test: try container.decodeIfPresent(Int.self, forKey: .test) ?? drawn.test,
      seed: try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? drawn.seed)
  }

  /// Encodes as an object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    guard let drawn else { return }
    try container.encode(drawn.training, forKey: .training)
    try container.encode(drawn.test, forKey: .test)
    try container.encode(drawn.seed, forKey: .seed)
  }
}

public import Network

/// What is known of the images before they are read.
public struct PretextSubject: Equatable, Sendable {
  /// Rows × columns × channels of an image.
  public let shape: Shape
  /// The number of classes of the images' labels.
  public let classCount: Int

  /// What is known of some images.
  ///
  /// - Parameters:
  ///   - shape: rows × columns × channels of an image.
  ///   - classCount: the number of classes of the images' labels.
  public init(shape: Shape, classCount: Int) {
    self.shape = shape
    self.classCount = classCount
  }
}

/// What a network is asked.
public enum PretextAnswer: Equatable, Sendable {
  /// Which of some classes: as many outputs in one vector.
  case classes(Int)
  /// An image of a shape: its values.
  case image(Shape)
  /// Which of some classes every pixel is of: **shape** (rows × columns × classes).
  case pixelClasses(Shape)
  /// A vector of any size that is near that of the example's other image, and far from all others.
  case embedding(temperature: Float)
}

/// What a task asks of the networks.
public struct PretextLayout: Equatable, Sendable {
  /// The shape of one image that the encoder sees.
  public var input: Shape
  /// How many images an example has.
  public var branches: Int
  /// How many examples are made of an image of the set; they lie next to each other.
  public var copies: Int
  /// What the network is asked.
  public var answer: PretextAnswer

  /// What a task asks of the networks.
  ///
  /// - Parameters:
  ///   - input: the shape of one image that the encoder sees.
  ///   - branches: how many images an example has.
  ///   - copies: how many examples are made of an image of the set.
  ///   - answer: what the network is asked.
  public init(input: Shape, branches: Int = 1, copies: Int = 1, answer: PretextAnswer) {
    self.input = input
    self.branches = branches
    self.copies = copies
    self.answer = answer
  }
}

public import Network
/// A study: one protocol, decoded, validated and complete.
///
/// Encoding with sorted keys is canonical: equal studies give equal bytes, and decoding them gives the
/// study back.
public struct Study: Codable, Equatable, Sendable {
  /// The name: the protocol file's without its extension.
  public var name: String
  /// The report's title.
  public var title: String
  /// The question that the report answers.
  public var question: String
  /// The data set.
  public var dataset: DatasetSpecification
  /// What a network sees of a pixel's byte.
  public var pixels: PixelValues
  /// The training images of pretexts that have none of their own; their labels are unused. Empty where
  /// there is no pretext.
  public var pretextImages: ImageRange
  /// The training images that labelled subsets come from.
  public var labelledImages: ImageRange
  /// Whether pretexts may see labelled images.
  public var allowOverlap: Bool
  /// How a labelled subset is chosen.
  public var subset: SubsetRule
  /// The test sets; the first is primary.
  public var tests: [TestSet]
  /// The labelled-set sizes, ascending.
  public var labels: [Int]
  /// The seed list's file as the protocol writes it.
  public var seeds: String
  /// The whole seed list.
  public var seedList: [UInt64]
  /// How many seeds of the list are used, from the top.
  public var repetitions: Int
  /// The layers that arms share.
  public var encoder: [LayerSpecification]
  /// The classifier on the encoder.
  public var head: [LayerSpecification]
  /// What arms are trained and tested on.
  public var tasks: [TaskSpecification]
  /// What encoders are pretrained on; each once a repetition, whatever the number of arms that name it.
  public var pretexts: [PretextSpecification]
  /// How arms are trained downstream where they do not say otherwise.
  public var training: TrainingSpecification
  /// The arms, in the order of the protocol.
  public var arms: [Arm]
  /// What is compared with what.
  public var analysis: AnalysisSpecification
}

extension Study {
  /// The seed of each repetition, in order.
  public var repetitionSeeds: [UInt64] { Array(seedList.prefix(repetitions)) }

  /// The arm of a name.
  ///
  /// - Parameter name: an arm's name.
  /// - Returns: nil where there is none.
  public func arm(named name: String) -> Arm? {
    arms.first { $0.name == name }
  }

  /// Whether some arm has a network of the program's own; a study of learners alone has no encoder.
  var hasNetworks: Bool { arms.contains(where: \.isBuiltIn) || !pretexts.isEmpty }

  /// The task of a name.
  ///
  /// - Parameter name: a task's name.
  /// - Returns: nil where there is none.
  public func task(named name: String) -> TaskSpecification? {
    tasks.first { $0.name == name }
  }

  /// The pretext of a name.
  ///
  /// - Parameter name: a pretext's name.
  /// - Returns: nil where there is none.
  public func pretext(named name: String) -> PretextSpecification? {
    pretexts.first { $0.name == name }
  }

  /// The pretexts that some arm begins with, in the order of the protocol.
  public var neededPretexts: [PretextSpecification] {
    pretexts.filter { pretext in arms.contains { $0.pretext == pretext.name } }
  }

  /// The data sets of pretexts that have their own, each once, in the order of the protocol.
  public var otherDatasets: [DatasetSpecification] {
    neededPretexts.compactMap(\.dataset).reduce(into: []) { found, dataset in
      if !found.contains(dataset) { found.append(dataset) }
    }
  }

  /// The training images of a pretext, of its own data set where it has one.
  ///
  /// - Parameter pretext: one of the study's.
  /// - Returns: its own range, or the study's.
  public func images(of pretext: PretextSpecification) -> ImageRange {
    pretext.images ?? pretextImages
  }
}

import Images
import Network
import Pretext
import Random

/// Every example of every pretext task, of a few coloured images of noise: images, classes and targets.
struct PretextExamples {
  private let seed: UInt64
  private let images: PretextImages

  /// Examples of images that are drawn from a seed.
  ///
  /// - Parameters:
  ///   - seed: of images and draws.
  ///   - side: rows, and columns, of an image.
  init(seed: UInt64, side: Int) {
    self.seed = seed
    let shape = Shape(rows: side, columns: side, channels: 3)
    let count = 4
    var stream = RandomStream(seed: seed, purpose: "pretext/pixels")
    images = PretextImages(
      pixels: (0..<(count * shape.count)).map { _ in UInt8(stream.integer(below: 256)) },
      labels: (0..<count).map { UInt8($0 % 2) },
      subject: PretextSubject(shape: shape, classCount: 2),
      scale: PixelValues(
        .unit, mean: [0.5, 0.4, 0.45], deviation: [0.25, 0.3, 0.2]), range: 0..<count,
      shuffling: RandomStream(seed: seed, purpose: "order/pretext"),
      augmenter: Augmenter(Augmentation(crop: 2, flips: true), seed: seed, purpose: "pretext"))
  }

  /// Prints what all tasks show and ask, by default and with more of their options, and what the built-in
  /// sets are drawn as.
  static func run(seed: UInt64) throws(PretextError) {
    try PretextExamples(seed: seed, side: 29).classify()
    // Factors and patches divide the sides of images that are restored.
    try PretextExamples(seed: seed, side: 28).restore()
    for set in BuiltInSet.allCases {
      let drawn = set.images(40, of: .training, seed: seed)
      Findings(name: "pretext/built-in").bytes(set.name, drawn.pixels + drawn.labels)
    }
  }

  private func classify() throws(PretextError) {
    try show(RotationSource.self)
    try show(
      RotationSource.self, "tilted",
      [("rotations", .wholeNumber(8)), ("tilt", .flag(true)), ("circle", .flag(true))])
    try show(ContextTask.self)
    try show(
      ContextTask.self, "projected",
      [
        ("colours", .choice("projection")), ("pixelate", .number(0.5)),
        ("copies", .wholeNumber(3)), ("normalization", .choice("deviation")),
      ])
    try show(JigsawTask.self)
    try show(SimCLRTask.self)
    try show(
      SimCLRTask.self, "more",
      [("flip", .flag(true)), ("blur", .number(0.7)), ("noise", .number(0.2))])
    try show(SupervisedTask.self)
  }

  private func restore() throws(PretextError) {
    try show(SuperResolutionTask.self)
    try show(
      SuperResolutionTask.self, "nearest",
      [("enlargement", .choice("nearest")), ("factor", .wholeNumber(4))])
    try show(InpaintingTask.self)
    try show(
      InpaintingTask.self, "blocks",
      [
        ("regions", .wholeNumber(5)), ("size", .number(0.2)), ("fill", .choice("noise")),
        ("overlap", .wholeNumber(2)), ("loss", .choice("all")),
      ])
    try show(ColorizationTask.self)
    try show(ColorizationTask.self, "regression", [("answer", .choice("regression"))])
    try show(DenoisingTask.self)
    try show(DenoisingTask.self, "grains", [("noise", .choice("salt-and-pepper"))])
    try show(MaskedTask.self)
    try show(
      MaskedTask.self, "noise",
      [("fill", .choice("noise")), ("patch", .wholeNumber(7)), ("fraction", .number(0.4))])
  }

  private func show<Task: PretextTask>(
    _ type: Task.Type, _ variant: String = "default", _ changes: [(String, PretextValue)] = []
  ) throws(PretextError) {
    var settings = PretextSettings(Task.options)
    for (name, value) in changes { try settings.set(name, to: value) }
    var task = try Task(settings, on: images, seed: seed)
    task.begin(epoch: 2)
    let findings = Findings(name: "pretext/" + Task.name + "/" + variant)
    findings.values("images", values(of: task))
    findings.bytes("labels", (0..<task.count).map { UInt8(truncatingIfNeeded: task.label($0)) })
    let size = Self.targetSize(try Task.layout(settings, on: images.subject).answer)
    guard size > 0 else { return }
    let targets = targets(of: task, size)
    findings.values("targets", targets)
    findings.values("trivial", trivial(of: task, size))
    findings.bytes(
      "picture", task.picture(of: Array(targets[0..<size]), isTarget: true, at: 0))
  }

  private func values<Task: PretextTask>(of task: Task) -> [Float] {
    let size = task.shape.count
    let written = task.count * task.branches
    var values = [Float](repeating: 0, count: written * size)
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for image in 0..<written {
        task.write(
          image, to: start + image * size, rowStride: task.shape.columns * task.shape.channels)
      }
    }
    return values
  }

  /// The values an answer is compared with; none where it is a class or a vector.
  private static func targetSize(_ answer: PretextAnswer) -> Int {
    switch answer {
    case .classes, .embedding: 0
    case .image(let shape): shape.count
    case .pixelClasses(let shape): shape.rows * shape.columns
    }
  }

  /// Values and weights, an example after the other.
  private func targets<Task: PretextTask>(of task: Task, _ size: Int) -> [Float] {
    var targets = [Float](repeating: 1, count: task.count * 2 * size)
    targets.withUnsafeMutableBufferPointer { targets in
      guard let start = targets.baseAddress else { return }
      for index in 0..<task.count {
        let first = start + index * 2 * size
        task.writeTarget(index, to: first, weights: first + size)
      }
    }
    return targets
  }

  /// The answers of whoever learned nothing.
  private func trivial<Task: PretextTask>(of task: Task, _ size: Int) -> [Float] {
    var answers = [Float](repeating: 0, count: task.count * size)
    answers.withUnsafeMutableBufferPointer { answers in
      guard let start = answers.baseAddress else { return }
      for index in 0..<task.count { task.writeTrivialAnswer(index, to: start + index * size) }
    }
    return answers
  }
}

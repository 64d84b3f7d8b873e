import Images

extension Strokes {
  /// Draws the set that a valid request asks for.
  static func dataset(_ request: DatasetRequest) -> Dataset {
    let seed = request.seed ?? defaultSeed
    let training = images(request.training ?? defaultTraining, of: .training, seed: seed)
    let test = images(request.test ?? defaultTest, of: .test, seed: seed)
    let contents = [training.pixels, training.labels, test.pixels, test.labels]
    return Dataset(
      name: Catalogue.strokes, training: training, test: test,
      files: zip(DataPart.allCases, contents).map {
        DataFile(name: $0.fileName, digest: Digest(of: $1))
      },
      origin: "built-in, seed \(seed)")
  }

  /// The digest that `probe` gives on a machine that computes as it should.
  static let probeDigest = Digest(
    hexadecimal: "300ee6fa515082b23284d32036d43453c9236b3ff05cdc555d94f6bf6b1f4a45")

  /// Draws a few images of each part and digests their pixels and labels.
  static func probe() -> Digest {
    let parts = Part.allCases.map { images(100, of: $0, seed: defaultSeed) }
    return Digest(of: parts.flatMap { $0.pixels + $0.labels })
  }
}

extension StudyShape {
  /// An arm with a network of the program's own, or with a learner.
  static let arm = DocumentShape.withKey(
    "learner",
    [armName, .required("learner", learner, "{ command: [\"python3\", \"learner.py\"], … }")]
      + [.optional("training", budget)],
    without: [
      armName,
      .required("weights", .text, "\"random\""),
      .required("encoder", .choice(Arm.EncoderUse.allCases.map(\.rawValue)), "\"trained\""),
      .optional("trainFrom", .wholeNumber),
      .optional("layers", .wholeNumber),
      .optional("head", .list(layer)),
      .optional("neighbours", .wholeNumber),
      .optional("pseudoLabels", pseudoLabels),
      .optional("learner", learner),
    ] + armTraining)

  private static let armName = DocumentShape.Field.required("name", .text, "\"supervised\"")

  private static let armTraining: [DocumentShape.Field] = [
    .optional(
      "training",
      .object(
        [
          .optional("optimizer", optimizer),
          .optional("batchSize", .wholeNumber),
          .optional("shuffle", .flag),
        ] + commonFields))
  ]

  /// All that a learner is told of the training.
  private static let budget = DocumentShape.object([
    .optional("batchSize", .wholeNumber),
    .optional("epochs", .wholeNumber),
    .optional("updates", .wholeNumber),
    .optional("evaluateEvery", .wholeNumber),
  ])

  static let learner = DocumentShape.object([
    .required("command", .list(.text), "[\"python3\", \"learner.py\"]"),
    .required("timeout", .text, "\"2h\""),
    .optional("files", .list(.text)),
  ])
}

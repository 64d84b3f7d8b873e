import Downstream
import Network
import Pretext

/// The form of a protocol file.
enum StudyShape {
  /// The form of a protocol that may name some pretext tasks.
  static func study(_ tasks: PretextRegistry) -> DocumentShape {
    .object([
      .required("name", .text, "\"my-study\""),
      .required("title", .text, "\"what is compared\""),
      .required("question", .text, "\"what the study answers\""),
      .required("dataset", dataset, "\"mnist\""),
      .required("pixels", pixels, "\"unit\""),
      .optional("pretextImages", .range),
      .required("labelledImages", .range, "[10000, 60000]"),
      .optional("allowOverlap", .flag),
      .required("subset", .choice(SubsetRule.allCases.map(\.rawValue)), "\"balanced\""),
      .required("tests", .list(test), "[ { name: \"test\", images: [0, 10000] } ]"),
      .required("labels", .list(.wholeNumber), "[100, 1000]"),
      .required("seeds", .text, "\"seeds/registered.txt\""),
      .required("repetitions", .wholeNumber, "10"),
      .optional("encoder", .list(layer)),
      .optional("head", .list(layer)),
      .optional("tasks", .list(downstreamTask)),
      .optional("pretexts", .list(pretext(tasks))),
      .required("training", training, "{ optimizer: { … }, batchSize: 32, epochs: 50 }"),
      .required("arms", .list(arm), "[ { name: \"supervised\", … }, … ]"),
      .required("analysis", analysis, "{ baseline: \"supervised\", confidence: 0.95 }"),
    ])
  }

  static let dataset = DocumentShape.textOr(
    .object([
      .required("name", .text, "\"strokes\""),
      .optional("training", .wholeNumber),
      .optional("test", .wholeNumber),
      .optional("seed", .seed),
    ]))

  static let scale = DocumentShape.choice(PixelScale.allCases.map(\.rawValue))

  static let pixels = DocumentShape.choiceOr(
    PixelScale.allCases.map(\.rawValue),
    .object([
      .required("scale", scale, "\"unit\""),
      .required("mean", .list(.number), "[0.49, 0.48, 0.45]"),
      .required("deviation", .list(.number), "[0.25, 0.24, 0.26]"),
    ]))

  static let test = DocumentShape.object([
    .required("name", .text, "\"test\""),
    .required("images", .range, "[0, 10000]"),
  ])

  static let layer = DocumentShape.tagged(
    tag: "layer",
    variants: [
      DocumentShape.Variant(name: "convolution", fields: convolution),
      DocumentShape.Variant(name: "transposed-convolution", fields: convolution),
      DocumentShape.Variant(
        name: "upsampling", fields: [.required("factor", .wholeNumber, "2")]),
      DocumentShape.Variant(
        name: "depth-to-space", fields: [.required("factor", .wholeNumber, "2")]),
      DocumentShape.Variant(name: "join", fields: []),
      DocumentShape.Variant(name: "max-pooling", fields: pooling),
      DocumentShape.Variant(name: "average-pooling", fields: pooling),
      DocumentShape.Variant(name: "global-average-pooling", fields: []),
      DocumentShape.Variant(name: "relu", fields: []),
      DocumentShape.Variant(name: "flatten", fields: []),
      DocumentShape.Variant(
        name: "dense",
        fields: [
          .required("units", .wholeNumber, "10"),
          .optional("activation", activation),
        ]),
      DocumentShape.Variant(
        name: "batch-normalization",
        fields: [
          .required("momentum", .number, "0.9"),
          .required("epsilon", .number, "1e-5"),
          .optional("activation", activation),
        ]),
      DocumentShape.Variant(name: "dropout", fields: [.required("rate", .number, "0.5")]),
    ])

  static let convolution: [DocumentShape.Field] = [
    .required("filters", .wholeNumber, "64"),
    .required("kernel", .wholeNumber, "3"),
    .optional("stride", .wholeNumber),
    .required("padding", padding, "\"same\""),
    .optional("activation", activation),
  ]

  static let pooling: [DocumentShape.Field] = [
    .required("size", .wholeNumber, "2"),
    .optional("stride", .wholeNumber),
    .optional("padding", padding),
  ]

  static let padding = DocumentShape.choice(Padding.allCases.map(\.rawValue))
  static let activation = DocumentShape.choice(
    LayerSpecification.Activation.allCases.map(\.rawValue))

  static func pretext(_ tasks: PretextRegistry) -> DocumentShape {
    .object([
      .optional("name", .text),
      .required("task", task(tasks), "\"rotation\""),
      .optional("dataset", dataset),
      .optional("images", .range),
      .required("head", .list(layer), "[ { layer: \"flatten\" }, { layer: \"dense\", units: 4 } ]"),
      .required(
        "order", .choice(PretextSpecification.Order.allCases.map(\.rawValue)), "\"shuffled\""),
      .optional("firstImageLast", .flag),
      .required(
        "training", .object([optimizerField, batchSizeField] + commonFields),
        "{ optimizer: { … }, batchSize: 192, epochs: 50 }"),
    ])
  }

  static let downstreamTask = DocumentShape.object([
    .optional("name", .text),
    .required(
      "task",
      .choiceOr(
        ["classification", "regression", "segmentation", "detection"],
        .tagged(
          tag: "name",
          variants: [
            DocumentShape.Variant(name: "classification", fields: []),
            DocumentShape.Variant(
              name: "regression",
              fields: [
                .optional(
                  "property", .choice(RegressionTask.Property.allCases.map(\.rawValue))),
                .optional("limit", .number),
                .optional("disc", .flag),
              ]),
            DocumentShape.Variant(
              name: "segmentation", fields: scene + [.optional("inkWeight", .number)]),
            DocumentShape.Variant(
              name: "detection",
              fields: scene + [
                .optional("smallest", .number), .optional("largest", .number),
                .optional("boxWeight", .number),
              ]),
          ])), "\"classification\""),
    .optional("head", .list(layer)),
    .optional("seed", .seed),
  ])

  private static let scene: [DocumentShape.Field] = [
    .optional("canvas", .wholeNumber), .optional("clutter", .wholeNumber),
    .optional("pieceSize", .wholeNumber), .optional("floor", .wholeNumber),
  ]

  /// A task's name, or an object with its options.
  private static func task(_ tasks: PretextRegistry) -> DocumentShape {
    .choiceOr(
      tasks.tasks.map { $0.name },
      .tagged(
        tag: "name",
        variants: tasks.tasks.map { task in
          DocumentShape.Variant(name: task.name, fields: task.options.map(field))
        }))
  }

  private static func field(_ option: PretextOption) -> DocumentShape.Field {
    switch option.kind {
    case .flag: .optional(option.name, .flag)
    case .wholeNumber: .optional(option.name, .wholeNumber)
    case .number: .optional(option.name, .number)
    case .choice(let words, _): .optional(option.name, .choice(words))
    }
  }

  static let pseudoLabels = DocumentShape.object([
    .required("threshold", .number, "0.95"),
    .required("weight", .number, "1"),
    .required("rampUp", .wholeNumber, "800"),
  ])

  static let analysis = DocumentShape.object([
    .required("baseline", .text, "\"supervised\""),
    .required("confidence", .number, "0.95"),
    .optional("margin", .number),
    .optional("claim", .number),
  ])
}

extension StudyShape {
  static let training = DocumentShape.object(
    [optimizerField, batchSizeField, .optional("shuffle", .flag)] + commonFields)

  static let optimizerField = DocumentShape.Field.required(
    "optimizer", optimizer, "{ name: \"adam\", learningRate: 1e-3 }")

  static let batchSizeField = DocumentShape.Field.required("batchSize", .wholeNumber, "32")

  static let commonFields: [DocumentShape.Field] = [
    .optional("epochs", .wholeNumber),
    .optional("updates", .wholeNumber),
    .optional("evaluateEvery", .wholeNumber),
    .optional("validationFraction", .number),
    .optional("earlyStopping", .nullOr(earlyStopping)),
    .optional("schedule", .nullOr(schedule)),
    .optional("augmentation", .nullOr(augmentation)),
  ]

  static let schedule = DocumentShape.tagged(
    tag: "name",
    variants: [
      DocumentShape.Variant(name: "constant", fields: [.optional("warmup", .wholeNumber)]),
      DocumentShape.Variant(
        name: "step",
        fields: [
          .required("factor", .number, "0.2"),
          .required("at", .list(.wholeNumber), "[30, 60, 80]"),
          .optional("warmup", .wholeNumber),
        ]),
      DocumentShape.Variant(
        name: "cosine",
        fields: [.optional("final", .number), .optional("warmup", .wholeNumber)]),
    ])

  static let augmentation = DocumentShape.object([
    .optional("crop", .wholeNumber),
    .optional("flip", .flag),
  ])

  static let optimizer = DocumentShape.tagged(
    tag: "name",
    variants: [
      DocumentShape.Variant(
        name: "adam",
        fields: [
          .required("learningRate", .number, "1e-3"),
          .optional("beta1", .number),
          .optional("beta2", .number),
          .optional("epsilon", .number),
          .optional("weightDecay", .number),
        ]),
      DocumentShape.Variant(
        name: "sgd",
        fields: [
          .required("learningRate", .number, "1e-3"),
          .optional("momentum", .number),
          .optional("nesterov", .flag),
          .optional("weightDecay", .number),
        ]),
    ])

  static let earlyStopping = DocumentShape.object([
    .required(
      "monitor", .choice(EarlyStopping.Monitor.allCases.map(\.rawValue)),
      "\"validation-accuracy\""),
    .required("patience", .wholeNumber, "7"),
    .required("restoreBest", .flag, "false"),
  ])
}

import Network
extension StudyRules {
  /// What flows between two layers: images of some height and width (nil where unknown), or vectors.
  enum Flow: Equatable {
    case images(side: Int?)
    case vectors
  }

  mutating func checkNetworks() {
    let encoder = JSON5Path.root["encoder"]
    require(!study.encoder.isEmpty, .emptyList(least: 1, noun: "layer"), encoder)
    let features = check(study.encoder, .images(side: study.dataset.side), encoder)
    checkHead(
      study.head, on: features, .root["head"], classes: study.dataset.classes,
      of: study.dataset.name)
    guard let pretext = study.pretext else { return }
    checkHead(
      pretext.head, on: features, .root["pretext"]["head"], classes: pretext.task.classes,
      of: pretext.task.rawValue)
    let hasEffect = !pretext.firstImageLast || pretext.order == .sequential
    require(hasEffect, .firstImageLastShuffled, .root["pretext"]["firstImageLast"])
    let batch = pretext.training.batchSize
    let isWhole = pretext.order != .shuffledImages || batch % pretext.task.classes == 0
    require(
      isWhole, .dividedCopies(batch: batch, copies: pretext.task.classes),
      .root["pretext"]["training"]["batchSize"])
  }

  private mutating func checkHead(
    _ head: [LayerSpecification], on features: Flow, _ path: JSON5Path, classes: Int?,
    of subject: String
  ) {
    _ = check(head, features, path)
    guard case .dense(let dense) = head.last else {
      return report(.headEnd, head.isEmpty ? path : path[head.count - 1]["layer"])
    }
    let last = path[head.count - 1]
    require(dense.activation == .none, .headActivation, last["activation"])
    guard let classes, dense.units != classes, dense.units >= 1 else { return }
    report(.headUnits(dense.units, classes: classes, of: subject), last["units"])
  }

  /// Checks layer after layer and says what comes out.
  private mutating func check(
    _ layers: [LayerSpecification], _ input: Flow, _ path: JSON5Path
  ) -> Flow {
    var flow = input
    for (index, layer) in layers.enumerated() {
      checkRegularization(layer, path[index])
      checkDimensions(layer, path[index])
      flow = pass(flow, through: layer, path[index])
    }
    return flow
  }

  private mutating func checkDimensions(_ layer: LayerSpecification, _ path: JSON5Path) {
    let settings: [(key: String, value: Int)] =
      switch layer {
      case .convolution(let it):
        [("filters", it.filters), ("kernel", it.kernel), ("stride", it.stride)]
      case .maxPooling(let it), .averagePooling(let it):
        [("size", it.size), ("stride", it.stride)]
      case .dense(let it): [("units", it.units)]
      case .relu, .flatten, .globalAveragePooling, .batchNormalization, .dropout: []
      }
    for (key, value) in settings where !(1...4096).contains(value) {
      report(.outside(value, 1...4096), path[key])
    }
  }

  private mutating func pass(
    _ flow: Flow, through layer: LayerSpecification, _ path: JSON5Path
  ) -> Flow {
    switch (flow, layer) {
    case (_, .relu), (_, .batchNormalization), (_, .dropout): return flow
    case (.images, .flatten), (.images, .globalAveragePooling): return .vectors
    case (.vectors, .flatten):
      report(.flattenTwice, path["layer"])
      return .vectors
    case (.vectors, .dense): return .vectors
    case (.images, .dense):
      report(.denseOnImages, path["layer"])
      return .vectors
    case (.vectors, .convolution), (.vectors, .maxPooling), (.vectors, .averagePooling),
      (.vectors, .globalAveragePooling):
      report(.layerAfterFlatten(layer.name), path["layer"])
      return .vectors
    case (.images(let side), .convolution(let it)):
      return slide(it.kernel, it.stride, it.padding, over: side, path["kernel"])
    case (.images(let side), .maxPooling(let it)), (.images(let side), .averagePooling(let it)):
      return slide(it.size, it.stride, it.padding, over: side, path["size"])
    }
  }

  private mutating func slide(
    _ window: Int, _ stride: Int, _ padding: Padding, over side: Int?,
    _ path: JSON5Path
  ) -> Flow {
    guard let side, window >= 1, stride >= 1 else { return .images(side: nil) }
    let output = padding.outputSize(side, window: window, stride: stride)
    guard output >= 1 else {
      report(.windowTooLarge(window, side: side), path)
      return .images(side: nil)
    }
    return .images(side: output)
  }
}

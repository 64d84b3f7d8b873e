import Network
import Pretext

extension StudyRules {
  /// What flows between two layers: images of some height and width (nil where unknown), or vectors.
  enum Flow: Equatable {
    case images(side: Int?)
    case vectors
  }

  mutating func checkNetworks() {
    guard study.hasNetworks || !study.encoder.isEmpty || !study.head.isEmpty else { return }
    let encoder = JSON5Path.root["encoder"]
    require(!study.encoder.isEmpty, .emptyList(least: 1, noun: "layer"), encoder)
    let flows = check(study.encoder, .images(side: study.dataset.side), encoder)
    checkClassifier(study.head, on: flows[flows.count - 1], .root["head"])
    for (index, arm) in study.arms.enumerated() {
      guard let head = arm.head else { continue }
      let layers = min(max(arm.layers ?? study.encoder.count, 0), study.encoder.count)
      checkClassifier(head, on: flows[layers], .root["arms"][index]["head"])
    }
    for (index, pretext) in study.pretexts.enumerated() {
      checkPretextHead(
        pretext, on: flows[flows.count - 1], .root["pretexts"][index]["head"])
    }
  }

  /// The shape of what a head gives is known only from the shape of an image: checked where all else
  /// is right.
  mutating func checkShapes() {
    guard let subject = study.dataset.subject,
      study.otherDatasets.allSatisfy({ $0.subject != nil })
    else { return }
    do throws(StudyError) {
      _ = try StudyNetworks(study, on: subject, tasks: tasks)
    } catch {
      guard case .answer(let path, let found, let wanted, let subject) = error else { return }
      report(.headOutput("\(found)", wanted: "\(wanted)", of: subject), path)
    }
  }

  private mutating func checkClassifier(
    _ head: [LayerSpecification], on features: Flow, _ path: JSON5Path
  ) {
    checkHead(head, on: features, path, classes: study.dataset.classes, of: study.dataset.name)
  }

  /// A head that answers with a class, or with a vector, ends in a dense layer; one that answers with
  /// an image is checked by its shape.
  private mutating func checkPretextHead(
    _ pretext: PretextSpecification, on features: Flow, _ path: JSON5Path
  ) {
    // Patches are smaller than the images that the encoder was checked on.
    let input = layout(of: pretext).map { Flow.images(side: $0.input.rows) }
    var flow = features
    if let input {
      flow = check(study.encoder, input, JSON5Path.root["encoder"]).last ?? features
    }
    switch layout(of: pretext)?.answer {
    case .classes(let classes):
      checkHead(pretext.head, on: flow, path, classes: classes, of: pretext.name)
    case .embedding, nil: checkHead(pretext.head, on: flow, path, classes: nil, of: pretext.name)
    case .image, .pixelClasses: _ = check(pretext.head, flow, path)
    }
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

  /// Checks layer after layer and says what comes in, and out of each.
  private mutating func check(
    _ layers: [LayerSpecification], _ input: Flow, _ path: JSON5Path
  ) -> [Flow] {
    var flows = [input]
    for (index, layer) in layers.enumerated() {
      checkRegularization(layer, path[index])
      checkDimensions(layer, path[index])
      flows.append(pass(flows[index], through: layer, path[index]))
    }
    return flows
  }

  private mutating func checkDimensions(_ layer: LayerSpecification, _ path: JSON5Path) {
    let settings: [(key: String, value: Int)] =
      switch layer {
      case .convolution(let it), .transposedConvolution(let it):
        [("filters", it.filters), ("kernel", it.kernel), ("stride", it.stride)]
      case .maxPooling(let it), .averagePooling(let it):
        [("size", it.size), ("stride", it.stride)]
      case .dense(let it): [("units", it.units)]
      case .upsampling(let it), .depthToSpace(let it): [("factor", it.factor)]
      case .relu, .flatten, .globalAveragePooling, .batchNormalization, .dropout, .join: []
      }
    for (key, value) in settings where !Self.sizes.contains(value) {
      report(.outside(value, Self.sizes), path[key])
    }
  }

  /// What a layer's sizes may be.
  private static let sizes = 1...4096

  /// A side times a factor; nil where the factor is reported, or nothing can be computed of the product.
  private static func grown(_ side: Int, by factor: Int) -> Int? {
    sizes.contains(factor) && side <= 1 << 28 ? side * factor : nil
  }

  private mutating func pass(
    _ flow: Flow, through layer: LayerSpecification, _ path: JSON5Path
  ) -> Flow {
    switch (flow, layer) {
    case (_, .relu), (_, .batchNormalization), (_, .dropout): return flow
    case (.images, .flatten), (.images, .globalAveragePooling), (_, .join): return .vectors
    case (.vectors, .flatten):
      report(.flattenTwice, path["layer"])
      return .vectors
    case (.vectors, .dense): return .vectors
    case (.images, .dense):
      report(.denseOnImages, path["layer"])
      return .vectors
    case (.vectors, .convolution), (.vectors, .maxPooling), (.vectors, .averagePooling),
      (.vectors, .globalAveragePooling), (.vectors, .upsampling), (.vectors, .depthToSpace),
      (.vectors, .transposedConvolution):
      report(.layerAfterFlatten(layer.name), path["layer"])
      return .vectors
    case (.images(let side), .upsampling(let it)), (.images(let side), .depthToSpace(let it)):
      return .images(side: side.flatMap { Self.grown($0, by: it.factor) })
    case (.images(let side), .transposedConvolution(let it)):
      guard let side, it.padding == .same else { return .images(side: nil) }
      return .images(side: Self.grown(side, by: it.stride))
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
    let isUsable = Self.sizes.contains(window) && Self.sizes.contains(stride)
    guard let side, isUsable else { return .images(side: nil) }
    let output = padding.outputSize(side, window: window, stride: stride)
    guard output >= 1 else {
      report(.windowTooLarge(window, side: side), path)
      return .images(side: nil)
    }
    return .images(side: output)
  }
}

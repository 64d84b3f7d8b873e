import Datasets
import Downstream
import Network
import Pretext

/// Builds the networks of a study, one after the other.
struct NetworkBuilder {
  let study: Study
  let subject: PretextSubject
  let tasks: PretextRegistry
  let others: [Dataset]

  func encoder() throws(StudyError) -> Architecture {
    try Self.architecture(.root["encoder"], subject.shape, study.encoder)
  }

  func pretext(
    _ index: Int, _ encoder: Architecture
  ) throws(StudyError) -> StudyNetworks.Pretext {
    let pretext = study.pretexts[index]
    let path = JSON5Path.root["pretexts"][index]
    let layout = try layout(of: pretext, path)
    try checkWeights(layout.input, encoder, path["task"])
    let network = try Self.architecture(
      path["head"], layout.input, pretext.head, after: study.encoder, branches: layout.branches)
    if let wanted = layout.answer.output {
      guard network.output == wanted else {
        throw .answer(path["head"], found: network.output, wanted: wanted, of: pretext.name)
      }
    }
    let isJoined = layout.branches == 1 || network.outputsPerExample == 1
    guard isJoined == !layout.answer.isEmbedding || layout.branches == 1 else {
      throw .invalid(
        key: "\(path["head"])",
        reason: layout.answer.isEmbedding
          ? "\(pretext.task.name) compares an example's images; leave join out"
          : "an example of \(pretext.task.name) has \(layout.branches) images; add { layer: \"join\" }"
      )
    }
    return StudyNetworks.Pretext(name: pretext.name, layout: layout, network: network)
  }

  /// An encoder's weights must suit all images that it sees.
  private func checkWeights(
    _ input: Shape, _ encoder: Architecture, _ path: JSON5Path
  ) throws(StudyError) {
    let own = try Self.architecture(path, input, study.encoder)
    guard own.parameterCount == encoder.parameterCount else {
      throw .invalid(
        key: "\(path)",
        reason: "on images of \(input) the encoder has other weights than on those of "
          + "\(encoder.input); use images with as many channels, and an encoder of convolutions")
    }
  }

  private func layout(
    of pretext: PretextSpecification, _ path: JSON5Path
  ) throws(StudyError) -> PretextLayout {
    guard let task = tasks.task(named: pretext.task.name) else {
      throw .invalid(
        key: "\(path["task"])", reason: "there is no pretext task \"\(pretext.task.name)\"")
    }
    let subject = try subject(of: pretext, path)
    do throws(PretextError) {
      return try task.layout(try pretext.task.settings(of: task), on: subject)
    } catch {
      let place = error.option.map { path["task"][$0] } ?? path["task"]
      throw .invalid(key: "\(place)", reason: error.reason)
    }
  }

  private func subject(
    of pretext: PretextSpecification, _ path: JSON5Path
  ) throws(StudyError) -> PretextSubject {
    guard let dataset = pretext.dataset else { return subject }
    if let subject = dataset.subject { return subject }
    guard let found = others.first(where: { $0.name == dataset.name }) else {
      throw .invalid(
        key: "\(path["dataset"])", reason: "the images of \(dataset.name) have not been read")
    }
    return found.training.subject
  }

  func downstream(
    _ task: TaskSpecification, _ index: Int, _ encoder: Architecture
  ) throws(StudyError) -> StudyNetworks.Downstream {
    let arm = study.arms[index]
    let count = arm.layerCount(of: study.encoder)
    let frozenCount = arm.frozenCount(of: study.encoder)
    let key = JSON5Path.root["encoder"]
    let place = JSON5Path.root["tasks"][study.tasks.firstIndex(of: task) ?? 0]
    if let problem = task.task.problem(with: subject.shape) {
      throw .invalid(key: "\(place["task"])", reason: problem)
    }
    let input = task.task.input(of: subject.shape)
    try checkWeights(input, encoder, place["task"])
    let frozen = try Self.architecture(key, input, Array(study.encoder.prefix(frozenCount)))
    let middle = Array(study.encoder[frozenCount..<count])
    let headPath =
      arm.head != nil
      ? JSON5Path.root["arms"][index]["head"] : task.head != nil ? place["head"] : .root["head"]
    let trained = try Self.architecture(
      headPath, frozen.output, arm.neighbours == nil ? study.head(of: arm, on: task) : [],
      after: middle)
    let wanted = task.task.outputs(of: subject.shape, classCount: subject.classCount)
    guard task.task == .classification || trained.output == wanted else {
      throw .answer(headPath, found: trained.output, wanted: wanted, of: task.name)
    }
    return StudyNetworks.Downstream(
      arm: arm.name, task: task.name, frozen: frozen, trained: trained,
      loss: arm.pseudoLabels.map(\.loss) ?? task.task.loss,
      trainedEncoder: try Self.architecture(key, frozen.output, middle))
  }

  /// A network of a key's layers, behind others that are known to fit.
  private static func architecture(
    _ key: JSON5Path, _ input: Shape, _ layers: [LayerSpecification],
    after fitting: [LayerSpecification] = [], branches: Int = 1
  ) throws(StudyError) -> Architecture {
    do throws(NetworkError) {
      return try Architecture(
        input: input, branches: branches, layers: (fitting + layers).flatMap(\.layers))
    } catch .layer(let index, let reason) {
      let place = place(of: index - fitting.flatMap(\.layers).count, in: layers)
      throw .network(key: "\(key)", .layer(index: place, reason: reason))
    } catch {
      throw .network(key: "\(key)", error)
    }
  }

  /// The layer of the protocol that one of the engine comes from: an activation is part of a layer in
  /// the protocol, and one of its own in the engine.
  private static func place(of index: Int, in layers: [LayerSpecification]) -> Int {
    let owners = layers.enumerated().flatMap { owner, layer in layer.layers.map { _ in owner } }
    return owners.indices.contains(index) ? owners[index] : index
  }
}

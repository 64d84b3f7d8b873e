import Network
import Testing

/// The lecture's networks, layer by layer.
enum LectureNetworks {
  static let image = Shape(rows: 28, columns: 28, channels: 1)
  static let encoder: [Layer] = [
    .convolution(filters: 64, kernel: 3, stride: 2, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
    .convolution(filters: 32, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2),
  ]
  static let pretext: [Layer] =
    encoder + [
      .convolution(filters: 16, kernel: 3, stride: 2, padding: .same), .relu, .flatten,
      .dense(units: 4),
    ]
  static let head: [Layer] = [.flatten, .dense(units: 10)]
}

@Suite("Architectures")
struct ArchitectureTests {
  /// Shapes and counts from the lecture's own tables.
  @Test("The lecture's pretext network has 23,988 parameters and its shapes")
  func pretextNetwork() throws {
    let network = try Architecture(input: LectureNetworks.image, layers: LectureNetworks.pretext)
    #expect(network.parameterCount == 23_988)
    #expect(
      network.outputs.map(\.description) == [
        "14×14×64", "14×14×64", "7×7×64", "7×7×32", "7×7×32", "3×3×32", "2×2×16", "2×2×16", "64",
        "4",
      ])
    let counts = network.layers.indices.map {
      network.layers[$0].parameterCount(on: network.input(of: $0))
    }
    #expect(counts == [640, 0, 0, 18_464, 0, 0, 4_624, 0, 0, 260])
  }

  @Test("The lecture's classifier has 21,994 parameters: 19,104 of the encoder, 2,890 of the head")
  func classifier() throws {
    let image = LectureNetworks.image
    let encoder = try Architecture(input: image, layers: LectureNetworks.encoder)
    let head = try Architecture(input: encoder.output, layers: LectureNetworks.head)
    let whole = try Architecture(
      input: image, layers: LectureNetworks.encoder + LectureNetworks.head)
    #expect(encoder.parameterCount == 19_104)
    #expect(head.parameterCount == 2_890)
    #expect(whole.parameterCount == 21_994)
    #expect(head.outputs.map(\.count) == [288, 10])
  }

  @Test("Multiplications are counted by hand: 14²·64·9 + 7²·32·576 + 288·10")
  func multiplications() throws {
    let whole = try Architecture(
      input: LectureNetworks.image, layers: LectureNetworks.encoder + LectureNetworks.head)
    #expect(whole.multiplications == 112_896 + 903_168 + 2_880)
  }

  @Test("A network without layers has the shape of its input and no parameters")
  func noLayers() throws {
    let empty = try Architecture(input: Shape(rows: 2, columns: 3, channels: 4), layers: [])
    #expect(empty.output == empty.input)
    #expect(empty.parameterCount == 0)
    #expect(empty.multiplications == 0)
  }

  @Test(
    "A shape is written rows×columns×channels, a flat one as its length",
    arguments: [
      (Shape(rows: 14, columns: 7, channels: 64), "14×7×64"),
      (Shape(rows: 1, columns: 1, channels: 288), "288"),
      (Shape(rows: 1, columns: 3, channels: 2), "1×3×2"),
    ])
  func shapeDescription(shape: Shape, text: String) {
    #expect(shape.description == text)
    #expect(shape.count == shape.rows * shape.columns * shape.channels)
  }

  @Test(
    "Layers have names as in Keras' tables",
    arguments: [
      (
        Layer.convolution(filters: 64, kernel: 3, stride: 2, padding: .same),
        "Conv2D 64, 3×3, stride 2, same"
      ),
      (.relu, "ReLU"), (.maxPooling(size: 3, stride: 2), "MaxPool 3×3, stride 2"),
      (.flatten, "Flatten"), (.dense(units: 10), "Dense 10"),
    ])
  func layerNames(layer: Layer, name: String) {
    #expect(layer.name == name)
  }
}

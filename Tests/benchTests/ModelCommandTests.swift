import Foundation
import Network
import Testing

@testable import bench

@Suite("bench model")
struct ModelCommandTests {
  struct Table: Decodable {
    struct Row: Decodable {
      let layer: String
      let output: String
      let parameters: Int
      let isTrained: Bool
    }

    let name: String
    let input: String
    let rows: [Row]
    let total: Int
    let trained: Int
  }

  static func tables(_ words: String...) async throws -> [Table] {
    let outcome = await Outcome.of(["model", "--json"] + words)
    try #require(outcome.code == .done, "\(outcome.err)")
    return try JSONDecoder().decode([Table].self, from: Data(outcome.out.utf8))
  }

  // The shapes and counts are those of Keras' summaries in the lecture.
  @Test("The lecture's pretext network has its layers and 23,988 parameters")
  func lecture() async {
    let outcome = await Outcome.of("model", "lecture-rotnet-mnist")
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(
      outcome.out.hasPrefix(
        """
        pretext rotation, input 28×28×1
          layer                             output  parameters  trained
          Conv2D 64, 3×3, stride 2, same  14×14×64         640      yes
          ReLU                            14×14×64           0        –
          MaxPool 2×2, stride 2             7×7×64           0        –
          Conv2D 32, 3×3, stride 1, same    7×7×32      18,464      yes
          ReLU                              7×7×32           0        –
          MaxPool 2×2, stride 2             3×3×32           0        –
          Conv2D 16, 3×3, stride 2, same    2×2×16       4,624      yes
          ReLU                              2×2×16           0        –
          Flatten                               64           0        –
          Dense 4                                4         260      yes
          parameters: 23,988, trainable: 23,988, frozen: 0

        arm supervised, input 28×28×1

        """))
    #expect(
      outcome.out.hasSuffix("\n  parameters: 21,994, trainable: 2,890, frozen: 19,104\n"))
  }

  @Test("Trained arms train all of the classifier, frozen arms its head only")
  func arms() async throws {
    let totals = try await Self.tables("rotnet-mnist").map {
      "\($0.name) \($0.total) \($0.trained)"
    }
    #expect(
      totals == [
        "pretext rotation 23988 23988", "arm supervised 21994 21994", "arm rotation 21994 2890",
        "arm rotation-finetuned 21994 21994", "arm random 21994 2890",
      ])
  }

  // Two of the four numbers of a channel are running statistics, which Keras counts as non-trainable.
  @Test("Running statistics are counted apart")
  func runningStatistics() throws {
    let layers: [Layer] = [
      .convolution(filters: 8, kernel: 3, stride: 1, padding: .valid),
      .batchNormalization(momentum: 0.9, epsilon: 1e-5), .relu, .dropout(rate: 0.5),
    ]
    let network = try Architecture(
      input: Shape(rows: 5, columns: 5, channels: 1), layers: layers)
    #expect(
      LayerTable("net", network, frozen: 0).text == """
        net, input 5×5×1
          layer                                   output  parameters  trained
          Conv2D 8, 3×3, stride 1, valid           3×3×8          80      yes
          BatchNorm, momentum 0.9, epsilon 1e-05   3×3×8          32      yes
          ReLU                                     3×3×8           0        –
          Dropout 0.5                              3×3×8           0        –
          parameters: 112, trainable: 96, frozen: 0, running statistics: 16
        """)
    #expect(
      LayerTable("net", network, frozen: 4).text.hasSuffix(
        "parameters: 112, trainable: 0, frozen: 112"))
  }

  @Test("An arm that is left out has no table")
  func chosenArms() async throws {
    let names = try await Self.tables("smoke", "--arms", "supervised,random").map(\.name)
    #expect(!names.contains("arm rotation"))
    #expect(names.suffix(2) == ["arm supervised", "arm random"])
  }

  @Test("The shape of a folder's images comes from its files")
  func folder() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    // A rotation asks for square images.
    let last = try #require(
      try await Self.tables(
        "smoke", "--dataset", data.path, "--arms", "supervised,random"
      ).last)
    #expect(last.input == "12×10×1")
    // 12×10 → 6×5 → 3×2 → 3×2 → 1×1, of 32 channels; 10 × (32 + 1) parameters of the head.
    #expect(last.rows.last?.parameters == 330)
  }

  @Test("A folder that is not there is refused with code 66")
  func missing() async {
    let outcome = await Outcome.of("model", "smoke", "--dataset", "/nonesuch/folder")
    #expect(outcome.code == .noInput)
    #expect(outcome.out.isEmpty && outcome.err.contains("/nonesuch/folder: not found"))
  }
}

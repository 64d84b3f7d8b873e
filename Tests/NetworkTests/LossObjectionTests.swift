import Testing

@testable import Network

@Suite("Losses that do not suit a network")
struct LossObjectionTests {
  static let objections: [(Loss, Int, Int, String)] = [
    (
      .classAndBox(boxWeight: 1), 4, 1,
      "a class and a box need at least 5 outputs, not 4; use the number of classes + 4"
    ),
    (.classAndBox(boxWeight: -1), 5, 1, "the weight of a box must not be below 0"),
    (
      .pseudoLabels(threshold: 1.5, weight: 1, rampUp: 0), 5, 1,
      "the threshold of pseudo-labels is a probability; use one from 0 to 1"
    ),
    (
      .pseudoLabels(threshold: 1, weight: .infinity, rampUp: 0), 5, 1,
      "the weight of pseudo-labels must not be below 0"
    ),
    (
      .pseudoLabels(threshold: 1, weight: 1, rampUp: -1), 5, 1,
      "the ramp of pseudo-labels must not be below 0 updates"
    ),
    (.contrastive(temperature: 0), 5, 2, "the temperature must be above 0"),
    (.contrastive(temperature: .nan), 5, 2, "the temperature must be above 0"),
    (
      .contrastive(temperature: 1), 5, 1,
      "the contrastive loss needs two outputs an example, not 1; use two branches and no join layer"
    ),
    (
      .meanSquaredError, 5, 3,
      "this loss needs one output an example, not 3; put a join layer in front"
    ),
  ]

  @Test("What does not suit a loss is said in a line", arguments: objections)
  func objection(_ loss: Loss, _ outputs: Int, _ branches: Int, _ text: String) throws {
    let architecture = try Architecture(
      input: Shape(rows: 1, columns: 1, channels: outputs), branches: branches, layers: [])
    #expect(loss.objection(to: architecture) == text)
  }

  @Test("What suits a loss meets no objection", arguments: LossCase.all)
  func noObjection(_ test: LossCase) throws {
    #expect(test.loss.objection(to: try test.architecture()) == nil)
  }
}

import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("Pretexts against downstream, in a report")
struct PretextSectionTests {
  /// Two seeds, two sizes, three pretexts with a frozen arm each, one of them fine-tuned, too.
  private func made() throws -> (PretextComparison, Analysis) {
    let arms =
      [
        ("supervised", nil, "trained"), ("rotation", "rotation", "frozen"),
        ("rotation-finetuned", "rotation", "trained"), ("inpainting", "inpainting", "frozen"),
        ("jigsaw", "jigsaw", "frozen"),
      ] as [(String, String?, String)]
    let observations = arms.enumerated().flatMap { index, arm in
      [100, 1000].flatMap { labels in
        [1, 2].map { seed in
          Analysis.Observation(
            arm: arm.0, labels: labels, seed: UInt64(seed), test: "test",
            correct: 500 + 10 * index + labels / 10 + seed)
        }
      }
    }
    var design = Analysis.Design(
      baseline: "supervised", arms: arms.map(\.0), labels: [100, 1000],
      tests: [.init(name: "test", total: 1000)], seeds: [1, 2])
    design.resamples = 10
    let analysis = try Analysis(observations, design: design)
    func measure(_ name: String, _ value: Double, _ trivial: Double?) -> PretextMeasure {
      PretextMeasure(name: name, value: value, trivial: trivial)
    }
    let pretexts = try [
      PretextComparison.Pretext(
        name: "rotation", task: "rotation",
        scores: [[measure("accuracy", 0.90, 0.25)], [measure("accuracy", 0.92, 0.25)]], planned: 2),
      PretextComparison.Pretext(
        name: "inpainting", task: "inpainting",
        scores: [[measure("rmse", 0.1, 0.2), measure("rmse-hidden", 0.15, 0.3)]], planned: 2),
      PretextComparison.Pretext(
        name: "jigsaw", task: "jigsaw", scores: [[measure("accuracy", 0.5, nil)]], planned: 2),
    ]
    let uses = arms.map { PretextComparison.ArmUse(arm: $0.0, pretext: $0.1, use: $0.2) }
    return (PretextComparison(pretexts, uses, analysis), analysis)
  }

  @Test("Every pretext's own measures stand beside the answer without learning, and the skill")
  func own() throws {
    let (comparison, analysis) = try made()
    let text = MarkdownWriter.text(
      PretextSection(comparison: comparison, analysis: analysis).blocks)
    #expect(text.contains("The downstream result judges a pretext"))
    #expect(
      text.contains(
        """
        | pretext | task | measure | held-out | without learning | skill | n |
        | --- | --- | --- | ---: | ---: | ---: | ---: |
        | `rotation` | rotation | accuracy (%) | 91.00 ± 12.71 | 25.00 | 0.88 | 2 |
        | `inpainting` | inpainting | RMSE where hidden | 0.15 | 0.3 | 0.50 | 1 of 2 |
        | `inpainting` | inpainting | RMSE | 0.1 | 0.2 | 0.50 | 1 of 2 |
        | `jigsaw` | jigsaw | accuracy (%) | 50.00 | – | – | 1 of 2 |
        """))
  }

  @Test("The arms follow by pretext with what they do with the encoder; random weights come last")
  func downstream() throws {
    let (comparison, analysis) = try made()
    let text = MarkdownWriter.text(
      PretextSection(comparison: comparison, analysis: analysis).blocks)
    #expect(
      text.contains(
        """
        | pretext | arm | encoder | 100 | 1000 |
        | --- | --- | --- | ---: | ---: |
        | `rotation` | `rotation` | frozen | 52.15 ± 0.64 | 61.15 ± 0.64 |
        | `rotation` | `rotation-finetuned` | trained | 53.15 ± 0.64 | 62.15 ± 0.64 |
        | `inpainting` | `inpainting` | frozen | 54.15 ± 0.64 | 63.15 ± 0.64 |
        | `jigsaw` | `jigsaw` | frozen | 55.15 ± 0.64 | 64.15 ± 0.64 |
        | none | `supervised` | trained | 51.15 ± 0.64 | 60.15 ± 0.64 |
        """))
    // Two pretexts have a skill: too few for a correlation.
    #expect(!text.contains("Spearman"))
  }

  @Test("The file has a row a measure, arm, size and test set")
  func csv() throws {
    let (comparison, analysis) = try made()
    let lines = try PretextsTable.text(comparison, analysis).split(whereSeparator: \.isNewline)
    #expect(lines.count == 1 + 4 + 2 * 2 + 2)
    #expect(
      lines[1].hasPrefix("rotation,rotation,accuracy,2,0.91,0.782938,1.03706,0.25,0.88,rotation,")
        && lines[1].hasSuffix(",frozen,100,test,2,0.5215,0.515147,0.527853"))
    #expect(lines[5].hasPrefix("inpainting,inpainting,rmse-hidden,1,0.15,,,0.3,0.5,inpainting,"))
  }

  @Test("Without figures of held-out examples there is no section")
  func empty() throws {
    let (_, analysis) = try made()
    let pretext = try PretextComparison.Pretext(
      name: "rotation", task: "rotation", scores: [], planned: 2)
    let comparison = PretextComparison([pretext], [], analysis)
    #expect(PretextSection(comparison: comparison, analysis: analysis).blocks.isEmpty)
  }
}

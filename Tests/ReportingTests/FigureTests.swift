import Foundation
import Statistics
import Study
import Testing

@testable import Reporting

extension AccuracyFigure {
  /// That of the primary test.
  fileprivate init(analysis: Analysis, dataset: String) {
    self.init(analysis, analysis.design.tests[0], dataset: dataset)
  }
}

extension GapsFigure {
  /// That of the primary test.
  fileprivate init(analysis: Analysis, dataset: String) {
    self.init(analysis, analysis.design.tests[0], dataset: dataset)
  }
}

@Suite("Figures")
struct FigureTests {
  private let gnuplot: Gnuplot

  init() throws {
    gnuplot = try Gnuplot(environment: GnuplotTests.plain)
  }

  /// The analysis of accuracies of 1000 images that arms, sizes and seeds decide.
  private func analysis(
    arms: [String] = ["supervised", "rotation"], labels: [Int] = [100, 1000], seeds: Int = 5,
    _ correct: (Int, Int, Int) -> Int = { 700 + 20 * $0 + 50 * $1 + ($2 * 7) % 30 }
  ) throws -> Analysis {
    var observations: [Analysis.Observation] = []
    for (a, arm) in arms.enumerated() {
      for (l, size) in labels.enumerated() {
        for seed in 0..<seeds {
          observations.append(
            Analysis.Observation(
              arm: arm, labels: size, seed: UInt64(seed), test: "test",
              correct: correct(a, l, seed)))
        }
      }
    }
    var design = Analysis.Design(
      baseline: arms[0], arms: arms, labels: labels, tests: [.init(name: "test", total: 1000)],
      seeds: (0..<seeds).map { UInt64($0) })
    design.resamples = 50
    return try Analysis(observations, design: design)
  }

  private func drawn(_ picture: Picture?) throws -> DrawnPicture {
    let picture = try #require(picture)
    return try #require(try gnuplot.draw([picture]).first)
  }

  private func texts(_ drawn: DrawnPicture) -> [String] {
    let parsed = XMLText(drawn.svg)
    #expect(parsed.error == nil)
    return parsed.texts.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test("Accuracies of several sizes are curves with a legend and a mark for every size")
  func accuracyCurves() throws {
    let drawn = try drawn(AccuracyFigure(analysis: analysis(), dataset: "mnist").picture)
    let texts = texts(drawn)
    for text in ["supervised", "rotation", "100", "1000", "Labelled images", "Test accuracy (%)"] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(
      drawn.figure.alternative == """
        Test accuracy on mnist against the number of labelled images: supervised 76.40 % with 1000 \
        labels, rotation 78.40 % with 1000 labels.
        """)
  }

  @Test("Those of one size are rows with the arms' names, and no legend")
  func accuracyRows() throws {
    let drawn = try drawn(
      AccuracyFigure(analysis: analysis(labels: [1000]), dataset: "mnist").picture)
    let texts = texts(drawn)
    #expect(texts.filter { $0 == "rotation" }.count == 1)
    #expect(!texts.contains("Labelled images"))
    #expect(drawn.figure.caption.plain.contains("with 1000 labelled images"))
  }

  @Test(
    "Values without any spread, a single seed, and accuracies of 0 and 1 can be drawn",
    arguments: [0, 500, 1000], [1, 3])
  func degenerate(correct: Int, seeds: Int) throws {
    for labels in [[100], [100, 1000]] {
      let analysis = try analysis(labels: labels, seeds: seeds) { _, _, _ in correct }
      _ = try drawn(AccuracyFigure(analysis: analysis, dataset: "x").picture)
      _ = try drawn(GapsFigure(analysis: analysis, dataset: "x").picture)
    }
  }

  @Test("Where nothing was run, nothing is drawn")
  func nothing() throws {
    let analysis = try analysis(seeds: 0)
    #expect(AccuracyFigure(analysis: analysis, dataset: "x").picture == nil)
    #expect(GapsFigure(analysis: analysis, dataset: "x").picture == nil)
    #expect(GapsFigure(analysis: try self.analysis(arms: ["one"]), dataset: "x").picture == nil)
  }

  @Test("Many seeds are thinned out, and the caption says so; the file stays small")
  func many() throws {
    let arms = (0..<8).map { "arm \($0)" }
    let analysis = try analysis(arms: arms, labels: [10, 20, 50, 100, 1000], seeds: 40)
    for picture in [
      AccuracyFigure(analysis: analysis, dataset: "x").picture,
      GapsFigure(analysis: analysis, dataset: "x").picture,
    ] {
      let drawn = try drawn(picture)
      #expect(drawn.figure.caption.plain.contains("Small points are seeds, the first 2"))
      #expect(drawn.figure.caption.plain.contains(" of 40"))
      #expect(drawn.svg.count < 300_000)
    }
  }

  @Test("Arms differ in colour, in shape and in dashes; the baseline is black")
  func styles() {
    let arms = ["a", "b", "c", "d", "e", "f"]
    let styles = ArmStyle.styles(arms, baseline: "c")
    #expect(styles[2] == ArmStyle(color: "#000000", point: 7, dash: "solid"))
    #expect(Set(styles.map(\.color)).count == 6)
    #expect(Set(styles.map(\.point)).count == 6)
    #expect(Set(styles.map(\.dash)).count == 6)
    #expect(styles[0].color(transparency: 8) == "'#080072b2'")
  }

  @Test("Jitter stays within half a row on either side, and neighbours are apart")
  func jitter() {
    let places = (0..<1000).map(SeedPoints.jitter)
    #expect(places.allSatisfy { $0 >= -0.5 && $0 < 0.5 })
    #expect(zip(places, places.dropFirst()).allSatisfy { abs($0 - $1) > 0.3 })
  }

  @Test("Label efficiency shows bounds as such, and needs two sizes")
  func efficiency() throws {
    let points = [
      LabelEfficiencyFigure.Point(
        arm: "rotation", labels: 100, equivalent: 150, lower: 120, upper: 210),
      .init(
        arm: "rotation", labels: 1000, equivalent: 1000, lower: nil, upper: nil,
        censoring: .atLeast),
      .init(
        arm: "random", labels: 100, equivalent: 100, lower: nil, upper: nil, censoring: .atMost),
    ]
    let arms = ["supervised", "rotation", "random"]
    func figure(_ labels: [Int]) -> LabelEfficiencyFigure {
      LabelEfficiencyFigure(
        points: points, arms: arms, baseline: "supervised", labels: labels, confidence: 0.95)
    }
    let drawn = try drawn(figure([100, 1000]).picture)
    let texts = texts(drawn)
    #expect(texts.contains("rotation") && texts.contains("random") && texts.contains("no gain"))
    #expect(!texts.contains("supervised"))
    #expect(drawn.figure.alternative.contains("rotation with 1000 labels like at least 1000"))
    #expect(drawn.figure.caption.plain.contains("Open triangles are bounds"))
    #expect(figure([100]).picture == nil)
  }

  @Test("An image's bytes are drawn as they are, grey and in colour", arguments: [1, 3])
  func image(channels: Int) throws {
    var canvas = Canvas(width: 40, height: 40)
    canvas.image(
      [UInt8]([0, 64, 128, 255].flatMap { [UInt8](repeating: $0, count: channels) }), columns: 2,
      channels: channels, 0, 0, size: 40)
    let figure = Figure(name: "image", alternative: "", caption: "")
    let drawn = try drawn(
      Picture(figure: figure, width: 40, height: 40, script: canvas.script))
    let parsed = XMLText(drawn.svg)
    let images = parsed.attributes.filter { $0[0] == "xlink:href" && $0[1].hasPrefix("data:") }
    #expect(images.count == 1)
    let data = try #require(
      Data(base64Encoded: String(images[0][1].drop { $0 != "," }.dropFirst())))
    #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }
}

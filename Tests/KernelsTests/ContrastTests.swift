import Foundation
import Random
import Testing

@testable import Network

/// NT-Xent by its definition, in double precision.
struct ReferenceContrast {
  let temperature: Double

  private func unit(_ row: [Double]) -> [Double] {
    let length = (row.reduce(0) { $0 + $1 * $1 } + 1e-12).squareRoot()
    return row.map { $0 / length }
  }

  /// The loss of every row; rows 2n and 2n + 1 belong together.
  func losses(_ rows: [[Double]]) -> [Double] {
    let units = rows.map(unit)
    func similarity(_ one: Int, _ other: Int) -> Double {
      zip(units[one], units[other]).reduce(0) { $0 + $1.0 * $1.1 } / temperature
    }
    return rows.indices.map { row in
      let sum = rows.indices.filter { $0 != row }.reduce(0.0) { $0 + exp(similarity(row, $1)) }
      return log(sum) - similarity(row, row ^ 1)
    }
  }

  /// The mean over all rows.
  func loss(_ rows: [[Double]]) -> Double {
    losses(rows).reduce(0, +) / Double(rows.count)
  }

  /// The derivative of the mean by every element, by central differences.
  func gradient(_ rows: [[Double]]) -> [[Double]] {
    let epsilon = 1e-6
    var moved = rows
    return rows.indices.map { row in
      rows[row].indices.map { element in
        moved[row][element] = rows[row][element] + epsilon
        let right = loss(moved)
        moved[row][element] = rows[row][element] - epsilon
        let left = loss(moved)
        moved[row][element] = rows[row][element]
        return (right - left) / (2 * epsilon)
      }
    }
  }
}

@Suite("Contrastive loss")
struct ContrastTests {
  /// All that a batch leaves: the loss of every example, how many rows are right, and the gradients.
  private struct Batch: Equatable {
    var losses: [Double] = []
    var correct = 0
    var gradient: [[Float]] = []

    /// Takes the rows in parts, and the pieces from the last to the first.
    init(
      _ rows: [[Float]], temperature: Float, level: CPULevel = .best, room: Int = 0,
      part: Int = 1000
    ) throws {
      let (examples, count) = (rows.count / 2, rows[0].count)
      let architecture = try Architecture(
        input: Shape(rows: 1, columns: 1, channels: count), layers: [.relu])
      let model = Model(
        architecture, level: level, tile: 2 * examples,
        loss: .contrastive(temperature: temperature))
      let contrast = try #require(
        ContrastiveRows(model, examples: examples + room, threads: 1))
      let outputs = Buffer<Float>(rows.count * count, zero: 0)
      outputs.copy(from: rows.flatMap { $0 })
      for first in stride(from: 0, to: examples, by: part) {
        contrast.take(
          first..<min(first + part, examples), outputs.pointer + 2 * first * count, stride: count)
      }
      let pieces = ContrastiveRows.pieces(ofExamples: examples)
      for piece in (0..<pieces).reversed() {
        contrast.compare(piece: piece, ofExamples: examples)
      }
      for piece in (0..<pieces).reversed() {
        contrast.differentiate(piece: piece, ofExamples: examples, on: 0)
      }
      contrast.giveGradients(0..<examples, to: model.workspace)
      losses = (0..<examples).map { contrast.loss(of: $0) }
      correct = contrast.hits(ofExamples: examples).correct
      let (target, stride) = (
        model.workspace.valueGradients[1].pointer, model.workspace.outputView.imageStride
      )
      gradient = (0..<rows.count).map { row in
        (0..<count).map { target[row * stride + $0] }
      }
    }
  }

  private func rows(_ examples: Int, _ count: Int) -> [[Float]] {
    var stream = RandomStream(seed: UInt64(examples * 100 + count), purpose: "rows")
    return (0..<(2 * examples)).map { _ in (0..<count).map { _ in stream.uniform(-2, 2) } }
  }

  // Rows (3, 4) and (4, 3), (0, 2) and (−5, 0): units (0.6, 0.8), (0.8, 0.6), (0, 1), (−1, 0).
  // Cosines: 01: 0.96, 02: 0.8, 03: −0.6, 12: 0.6, 13: −0.8, 23: 0. The temperature is 0.5.
  @Test("The loss of two examples is that by hand", arguments: CPULevel.available)
  func byHand(level: CPULevel) throws {
    let batch = try Batch([[3, 4], [4, 3], [0, 2], [-5, 0]], temperature: 0.5, level: level)
    let first = log(exp(1.92) + exp(1.6) + exp(-1.2)) - 1.92
    let second = log(exp(1.92) + exp(1.2) + exp(-1.6)) - 1.92
    let third = log(exp(1.6) + exp(1.2) + exp(0)) - 0
    let fourth = log(exp(-1.2) + exp(-1.6) + exp(0)) - 0
    #expect(abs(batch.losses[0] - (first + second) / 2) < 1e-6)
    #expect(abs(batch.losses[1] - (third + fourth) / 2) < 1e-6)
    // The third is most like the first row; the others have their partner.
    #expect(batch.correct == 3)
  }

  @Test(
    "Losses and gradients equal the definition in double precision",
    arguments: [(1, 3), (2, 1), (2, 2), (3, 16), (6, 17), (7, 5), (12, 20), (13, 4), (24, 33)])
  func definition(examples: Int, count: Int) throws {
    let rows = rows(examples, count)
    let batch = try Batch(rows, temperature: 0.3)
    let reference = ReferenceContrast(temperature: Double(Float(0.3)))
    let exact = rows.map { $0.map(Double.init) }
    let losses = reference.losses(exact)
    for example in 0..<examples {
      let expected = (losses[2 * example] + losses[2 * example + 1]) / 2
      #expect(abs(batch.losses[example] - expected) < 3e-6)
    }
    let gradient = reference.gradient(exact)
    let largest = gradient.joined().map(abs).max() ?? 0
    for (found, expected) in zip(batch.gradient.joined(), gradient.joined()) {
      #expect(abs(Double(found) - expected) < 2e-6 * max(1, largest))
    }
  }

  @Test(
    "Levels, parts of the batch and room for more rows change no bit",
    arguments: [(1, 3), (6, 17), (12, 16), (13, 40), (40, 7)])
  func bits(examples: Int, count: Int) throws {
    let rows = rows(examples, count)
    let expected = try Batch(rows, temperature: 0.1)
    for level in CPULevel.available {
      #expect(try Batch(rows, temperature: 0.1, level: level) == expected, "\(level)")
    }
    #expect(try Batch(rows, temperature: 0.1, part: 5) == expected)
    #expect(try Batch(rows, temperature: 0.1, room: 60) == expected)
  }

  @Test("One example has no loss, and is right", arguments: CPULevel.available)
  func oneExample(level: CPULevel) throws {
    let batch = try Batch([[1, -2, 3], [0.5, 0, 1]], temperature: 0.01, level: level)
    #expect(batch.losses == [0])
    #expect(batch.correct == 2)
    #expect(batch.gradient.joined().allSatisfy { $0 == 0 })
  }

  @Test("Rows of zeros and of huge numbers give finite losses and gradients")
  func extremes() throws {
    for level in CPULevel.available {
      let batch = try Batch(
        [[0, 0], [0, 0], [1e18, -1e18], [1e-30, 0]], temperature: 0.5, level: level)
      #expect(batch.losses.allSatisfy { $0.isFinite })
      #expect(batch.gradient.joined().allSatisfy { $0.isFinite })
      // All cosines of a row of zeros are 0: of three others each has a third.
      #expect(abs(batch.losses[0] - log(3.0)) < 1e-6)
    }
  }

  @Test("Of equally similar rows the first is the most similar")
  func ties() throws {
    // All rows are equal: only the second row's partner, the first row, comes first, and the first's.
    let batch = try Batch([[1, 2], [1, 2], [1, 2], [1, 2]], temperature: 1)
    #expect(batch.correct == 2)
    #expect(batch.losses.allSatisfy { abs($0 - log(3.0)) < 1e-6 })
  }

  @Test("An output that is no number shows in the loss", arguments: CPULevel.available)
  func notANumber(level: CPULevel) throws {
    for place in 0..<4 {
      var rows: [[Float]] = [[1, 2], [2, 1], [0, 3], [-1, 1]]
      rows[place][1] = .nan
      let batch = try Batch(rows, temperature: 1, level: level)
      #expect(!batch.losses.reduce(0, +).isFinite)
    }
  }
}

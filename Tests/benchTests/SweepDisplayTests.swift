import Datasets
import Foundation
import Study
import Testing

@testable import bench

@Suite("What a sweep shows")
struct SweepDisplayTests {
  private let runs: [Run]

  init() throws {
    let program = try SweepWorkspace()
    let study = try ProtocolLoader.load(path: program.file("protocols/tiny.json5").path).study
    let dataset = try DataLibrary(searchPath: []).load(study.dataset.request)
    runs = try Plan(study, on: dataset).runs
  }

  /// What is shown of some events.
  private func shown(_ events: [SweepEvent], isTerminal: Bool = false, isQuiet: Bool = false)
    -> String
  {
    let recorder = Recorder()
    var console = Console(
      out: Recorder(), err: recorder,
      errTerminal: Terminal(isTerminal: isTerminal, hasColor: false, width: 120))
    console.isQuiet = isQuiet
    var display = SweepDisplay(console)
    for event in events { display.show(event) }
    return recorder.text
  }

  @Test("Runs that are skipped with their pretraining are not taken for runs in hand")
  func skipped() {
    let text = shown(
      [
        .planned(runs: 9, present: 0, cost: 10), .started(runs[0]), .started(runs[1]),
        .failed(runs[0], reason: "no"), .failed(runs[2], reason: "skipped"),
        .failed(runs[3], reason: "skipped"),
      ], isTerminal: true)
    #expect(text.split(separator: "\r").last?.contains("  1 running") == true, "\(text)")
  }

  @Test("Failures and damage are said, with the run and the reason")
  func notes() {
    let text = shown([
      .damaged(runs[1], reason: "torn"), .planned(runs: 9, present: 8, cost: 1),
      .started(runs[1]), .failed(runs[1], reason: "no"),
    ])
    #expect(
      text == """
        the record of 'supervised, 20 labels, seed 11' was damaged and is set aside (torn)
        9 runs: 8 in the store, 1 to do
        failed: supervised, 20 labels, seed 11: no

        """)
  }

  @Test("A quiet console prints failures as errors, and nothing else")
  func quiet() {
    let text = shown(
      [
        .planned(runs: 9, present: 8, cost: 1), .started(runs[1]), .failed(runs[1], reason: "no"),
      ], isQuiet: true)
    #expect(text == "bench: failed: supervised, 20 labels, seed 11: no\n")
  }
}

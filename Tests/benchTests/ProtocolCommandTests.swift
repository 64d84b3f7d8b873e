import Foundation
import Study
import Testing

@testable import bench

@Suite("bench protocol")
struct ProtocolCommandTests {
  @Test("The list names every protocol with its title")
  func list() async {
    let outcome = await Outcome.of("protocol", "list")
    #expect(outcome.code == .done)
    #expect(
      outcome.out == """
          colorization-shapes     Colorization on coloured shapes, beside other pretexts
          downstream-mnist        What pretraining is worth for four downstream tasks on
                                  MNIST
          lecture-rotnet-mnist    The lecture's RotNet on MNIST, to the letter
          pretexts-fashion-mnist  Pretext tasks on Fashion-MNIST, ranked by what they
                                  are worth with few labels
          pretexts-mnist          Pretext tasks on MNIST, ranked by what they are worth
                                  with few labels
          rotnet-fashion-mnist    RotNet on Fashion-MNIST: self-supervised against
                                  supervised at equal budgets
          rotnet-mnist            RotNet on MNIST: self-supervised against supervised at
                                  equal budgets
          rotnet-nin-cifar10      RotNet with Network-In-Network on CIFAR-10, as
                                  published
          smoke                   A small study that goes through everything

        """)
  }

  @Test("The study shown as JSON is the study that would run")
  func json() async throws {
    let outcome = await Outcome.of("protocol", "show", "smoke", "--json", "--labels", "100")
    let shown = try JSONDecoder().decode(Study.self, from: Data(outcome.out.utf8))
    var expected = try ProtocolLoader.load(path: "\(Root.path)/protocols/smoke.json5").study
    expected.labels = [100]
    #expect(shown == expected)
    #expect(
      outcome.err == "The labelled-set sizes are 100, not the protocol's 50, 200 (--labels).\n")
  }

  @Test("A quiet command leaves the notes out")
  func quiet() async {
    let outcome = await Outcome.of("protocol", "show", "smoke", "--labels=100", "--quiet")
    #expect(outcome.err.isEmpty)
    #expect(outcome.out.contains("  labels           100\n"))
  }

  @Test("The lecture's study is shown with what each arm is trained by")
  func show() async {
    let outcome = await Outcome.of("protocol", "show", "lecture-rotnet-mnist")
    #expect(
      outcome.out.hasSuffix(
        """
        Arms:
          supervised  random weights, encoder trained: sgd 0.001 momentum 0.9, batches
                      of 32, 50 epochs, validation 0.2, stops on accuracy after 7, last
                      weights kept
          rotation    rotation weights, encoder frozen: sgd 0.001 momentum 0.9, batches
                      of 64, 50 epochs, validation 0.2, stops on accuracy after 7, last
                      weights kept

        """))
  }

  @Test("Options that do not fit the protocol are refused with code 64, all of them")
  func overrides() async {
    let outcome = await Outcome.of(
      "protocol", "show", "smoke", "--labels", "50,5000", "--repetitions", "99")
    #expect(outcome.code == .usage)
    #expect(
      outcome.err == """
        bench: --labels: 5000 exceeds the 1000 labelled images of strokes; use at most 1000
        bench: --repetitions: 99 exceeds the 30 seeds of seeds/registered.txt; use at most 30 or \
        add seeds

        """)
  }

  @Test("A protocol that is not there is refused with code 66")
  func missing() async {
    let outcome = await Outcome.of("protocol", "show", "smok")
    #expect(outcome.code == .noInput)
    #expect(
      outcome.err.hasPrefix("bench: no protocol \"smok\"; did you mean \"smoke\"? (there are"))
  }

  @Test("Checking goes on after a bad protocol and ends with code 65")
  func check() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bad = folder.appendingPathComponent("bad.json5").path
    try "{\n  name: 'bad',,\n}".write(toFile: bad, atomically: true, encoding: .utf8)
    let good = "\(Root.path)/protocols/smoke.json5"
    let outcome = await Outcome.of("protocol", "check", bad, good)
    #expect(outcome.code == .badData)
    #expect(outcome.out == "\(good): valid\n")
    #expect(outcome.err == "bench: \(bad):2:15: expected a key or '}', found ','\n")
  }
}

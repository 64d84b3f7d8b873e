import Datasets
import Testing

@testable import Study

@Suite("The queue of runs")
struct RunQueueTests {
  /// A run that needs another one, or none.
  private func run(_ name: String, needs: String? = nil) -> Run {
    Run(
      kind: .pretraining(pretext: "rotation"), repetition: 1, seed: 1, specification: .string(name),
      identifier: Digest(of: name), needs: needs.map { Digest(of: $0) }, cost: Cost())
  }

  @Test("Runs are handed out in order, each once")
  func order() {
    var queue = RunQueue([run("a"), run("b"), run("c")])
    #expect(queue.next()?.specification == .string("a"))
    #expect(queue.next()?.specification == .string("b"))
    #expect(queue.next()?.specification == .string("c"))
    #expect(queue.next() == nil)
  }

  @Test("A run waits for its need while later ones go, and comes first when it is done")
  func waiting() {
    var queue = RunQueue([run("need"), run("a", needs: "need"), run("b"), run("c")])
    let need = queue.next()
    #expect(queue.next()?.specification == .string("b"))
    if let need { queue.complete(need) }
    #expect(queue.next()?.specification == .string("a"))
    #expect(queue.next()?.specification == .string("c"))
  }

  @Test("A need that is not among the runs is taken for done")
  func elsewhere() {
    var queue = RunQueue([run("a", needs: "elsewhere")])
    #expect(queue.next()?.specification == .string("a"))
  }

  @Test("A failure takes those out that need it, in order, and leaves the others")
  func failing() {
    var queue = RunQueue([
      run("need"), run("a", needs: "need"), run("b"), run("c", needs: "need"),
      run("d", needs: "elsewhere"),
    ])
    let need = queue.next()
    let skipped = need.map { queue.fail($0) } ?? []
    #expect(skipped.map(\.specification) == [.string("a"), .string("c")])
    #expect(queue.next()?.specification == .string("b"))
    #expect(queue.next()?.specification == .string("d"))
    #expect(queue.next() == nil)
  }

  @Test("An empty queue has nothing")
  func empty() {
    var queue = RunQueue([])
    #expect(queue.next() == nil)
  }
}

import Datasets
import Network
import Synchronization
import Testing

@testable import Study

@Suite("The cores of a sweep", .timeLimit(.minutes(10)))
struct CoreSharesTests {
  struct Deal: Sendable {
    let cores: Int
    let limits: [Int]
    let counts: [Int]
  }

  /// Dealt by hand.
  static let deals = [
    Deal(cores: 1, limits: [6], counts: [1]),
    Deal(cores: 4, limits: [6], counts: [4]),
    Deal(cores: 64, limits: [6], counts: [6]),
    Deal(cores: 4, limits: [6, 6], counts: [2, 2]),
    Deal(cores: 5, limits: [6, 6], counts: [3, 2]),
    Deal(cores: 8, limits: [2, 6, 1], counts: [2, 5, 1]),
    Deal(cores: 3, limits: [6, 6, 6], counts: [1, 1, 1]),
    Deal(cores: 9, limits: [1, 1], counts: [1, 1]),
    Deal(cores: 7, limits: [], counts: []),
  ]

  @Test("Every run has a core, and what is left goes round those that can use it", arguments: deals)
  func deal(_ deal: Deal) {
    #expect(CoreShares.deal(deal.cores, limits: deal.limits) == deal.counts)
  }

  @Test("Shares follow when runs begin and end")
  func following() {
    var shares = CoreShares(cores: 6, threads: nil)
    let first = shares.begin(Digest(of: "first"), useful: 4)
    shares.deal()
    #expect(first.count == 4)
    let second = shares.begin(Digest(of: "second"), useful: 100)
    shares.deal()
    #expect([first.count, second.count] == [3, 3])
    shares.end(Digest(of: "first"))
    shares.deal()
    #expect(second.count == 6)
    #expect(second.limit == 6)
  }

  @Test(
    "With a fixed number of threads as many runs begin as there is room for, at least one",
    arguments: [(1, 1, 1), (1, 8, 1), (2, 1, 2), (8, 3, 2), (9, 3, 3), (64, 65, 1)])
  func fixed(cores: Int, threads: Int, runs: Int) {
    var shares = CoreShares(cores: cores, threads: threads)
    var begun: [ThreadShare] = []
    while shares.hasRoom, begun.count < 100 {
      begun.append(shares.begin(Digest(of: "\(begun.count)"), useful: 2))
    }
    shares.deal()
    #expect(begun.count == runs)
    #expect(begun.allSatisfy { $0.count == threads && $0.limit == threads })
  }

  @Test("The last run of a sweep has all the cores that it can use")
  func lastRun() async throws {
    let fixture = try SweepFixture { study in
      study.repetitions = 1
      study.labels = [10]
      study.arms.removeAll { $0.name.hasPrefix("rotation") }
      study.arms[0].training.batchSize = 7
    }
    let labels = fixture.labels()
    #expect(labels.count == 2)
    let last = labels[1]
    let executor = MockExecutor(useful: 5) { run, share in
      // The other run ends at once; this one waits for the cores that become free by that.
      while run.label == last, share.count < 5 {}
    }
    let (summary, _) = try await fixture.run(executor, jobs: 5)
    #expect(summary.finished == 2)
  }

  @Test("A fixed number of threads is handed to every run, and bounds how many are made at a time")
  func fixedSweep() async throws {
    let fixture = try SweepFixture()
    let counts = Mutex<[Int]>([])
    let executor = MockExecutor(useful: 1) { _, share in
      counts.withLock { $0.append(share.count) }
    }
    let (summary, events) = try await fixture.run(executor, jobs: 7, threads: 3)
    #expect(summary.finished == 18)
    #expect(counts.withLock { $0 } == [Int](repeating: 3, count: 18))
    let first = events.dropFirst().prefix { $0.hasPrefix("started") }
    #expect(first.count == 2)
  }
}

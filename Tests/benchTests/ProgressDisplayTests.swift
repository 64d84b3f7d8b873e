import Synchronization
import Testing

@testable import bench

@Suite("Progress")
struct ProgressDisplayTests {
  /// A clock that goes on when told.
  final class Clock: Sendable {
    private let time = Mutex(100.0)

    func advance(_ seconds: Double) {
      time.withLock { $0 += seconds }
    }

    var now: @Sendable () -> Double { { self.time.withLock { $0 } } }
  }

  let recorder = Recorder()
  let clock = Clock()

  func display(isTerminal: Bool, width: Int = 80, isQuiet: Bool = false) -> ProgressDisplay {
    let terminal = Terminal(isTerminal: isTerminal, hasColor: false, width: width)
    var console = Console(out: Recorder(), err: recorder, errTerminal: terminal)
    console.isQuiet = isQuiet
    return ProgressDisplay(console: console, now: clock.now)
  }

  func progress(_ completed: Double, of total: Double = 100, running: Int = 2) -> Progress {
    Progress(completed: completed, total: total, running: running, label: "rotation")
  }

  @Test("On a terminal one line is drawn again and erased at the end")
  func terminal() {
    let display = display(isTerminal: true)
    display.update(progress(0))
    clock.advance(10)
    display.update(progress(25))
    display.finish()
    display.update(progress(30))
    #expect(
      recorder.text == "\r\u{1B}[K[--------------------]   0 %  2 running  rotation"
        + "\r\u{1B}[K[#####---------------]  25 %  2 running  0:30 left  rotation"
        + "\r\u{1B}[K")
  }

  @Test("What was done before the beginning does not make the rest look fast")
  func resumed() {
    let display = display(isTerminal: true)
    display.update(progress(50))
    clock.advance(10)
    display.update(progress(60))
    #expect(recorder.text.hasSuffix(" 60 %  2 running  0:40 left  rotation"))
  }

  @Test("Nothing is drawn more often than it can be read")
  func throttled() {
    let display = display(isTerminal: true)
    for count in 0..<100 {
      display.update(progress(Double(count)))
      clock.advance(0.001)
    }
    #expect(recorder.text.count { $0 == "\r" } == 1)
  }

  @Test("A narrow terminal cuts the line before its last column", arguments: [1, 10, 30])
  func narrow(width: Int) {
    let display = display(isTerminal: true, width: width)
    display.update(progress(0))
    #expect(recorder.text.count == "\r\u{1B}[K".count + width - 1)
  }

  @Test("A note takes the bar away first, and the bar comes back")
  func note() {
    let display = display(isTerminal: true)
    display.update(progress(0))
    display.note("a run failed")
    display.update(progress(0))
    let bar = "\r\u{1B}[K[--------------------]   0 %  2 running  rotation"
    #expect(recorder.text == bar + "\r\u{1B}[Ka run failed\n" + bar)
  }

  @Test("Without a terminal there is a plain line now and then")
  func lines() {
    let display = display(isTerminal: false)
    for count in 0...40 {
      display.update(progress(Double(count)))
      clock.advance(1)
    }
    display.finish()
    #expect(
      recorder.text == """
        15 % done, 2 running, 1:25 left: rotation
        30 % done, 2 running, 1:10 left: rotation

        """)
  }

  @Test("A quiet console shows nothing", arguments: [true, false])
  func quiet(isTerminal: Bool) {
    let display = display(isTerminal: isTerminal, isQuiet: true)
    display.update(progress(1))
    clock.advance(60)
    display.update(progress(2))
    display.note("note")
    display.finish()
    #expect(recorder.text.isEmpty)
  }

  @Test("Many threads may report at once, and lines stay whole")
  func threads() async {
    let display = display(isTerminal: false)
    await withTaskGroup(of: Void.self) { group in
      for count in 0..<64 {
        group.addTask {
          self.clock.advance(20)
          display.update(self.progress(Double(count)))
        }
      }
    }
    let lines = recorder.text.split(separator: "\n")
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.contains(" % done, 2 running") && $0.hasSuffix(": rotation") })
  }

  @Test(
    "Times are rounded up to seconds",
    arguments: [
      (0.0, "0:00"), (0.2, "0:01"), (59.5, "1:00"), (247, "4:07"), (3723, "1:02:03"), (1e300, "…"),
      (.infinity, "…"),
    ])
  func clock(seconds: Double, expected: String) {
    #expect(Progress.clock(seconds) == expected)
  }

  @Test("The rest is unknown before anything is done, and nothing when all is")
  func remaining() {
    #expect(progress(0).remaining(since: 0, elapsed: 5) == nil)
    #expect(progress(100).remaining(since: 100, elapsed: 5) == 0)
    #expect(progress(0, of: 0).fraction == 1)
    #expect(progress(200).fraction == 1)
  }
}
